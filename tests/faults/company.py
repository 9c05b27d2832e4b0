"""A company as large as wanted: sellers with deals, owners with customers, all of whom are in Slack."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import app
from sandbox.clock import TimeMachine
from sandbox.server import Sandbox
from sandbox.workspace import Workspace

TEAM, TOKEN, SECRET = "T0PROOF", "xoxb-proof", "a signing secret of the proofs"
ZONE = "Europe/Berlin"
SELLERS, OWNERS = range(5, 41), range(5, 36)  # at least and at most
DEALS = 25  # of a seller, where there are neither too few nor too many
SPARE = 2  # customers for each reference: some say no, and nobody is asked twice
SEGMENT = 5  # references that look for the same kind of customer, one after the other
RIVALS = 10  # of so many references, one wants the same customers as another at the same moment
PRODUCTS = 10

Row = dict[str, Any]


@dataclass(frozen=True)
class Company:
    """Ids of Slack users by what they are; `deals` by their seller."""

    sellers: tuple[str, ...]
    owners: tuple[str, ...]
    customers: tuple[str, ...]
    deals: dict[str, list[str]]


def found(folder: Path, references: int) -> Company:
    """A company with so many deals that need a reference, as the files that Rung imports."""
    customers = [f"U0CUSTOMER{number}" for number in range(references * SPARE)]
    sellers = [f"U0SELLER{number}" for number in range(_within(SELLERS, references // DEALS))]
    owners = [f"U0OWNER{number}" for number in range(_within(OWNERS, references // DEALS))]
    segments = max(references // SEGMENT, 1)
    deals: dict[str, list[str]] = {seller: [] for seller in sellers}
    for number in range(references):
        deals[sellers[number % len(sellers)]].append(_prospect(number))
    wanted = {_prospect(number): (number - (number % RIVALS == 1)) % segments for number in range(references)}
    colleagues = [*sellers, *owners, "U0MANAGER"]
    _write(folder, "people", [_person(each, "member") for each in colleagues])
    _write(folder, "people", [_person(each, "guest") for each in customers], more=True)
    roles = [*(["seller"] * len(sellers)), *(["owner"] * len(owners)), "manager"]
    _write(
        folder,
        "members",
        [
            {"email": _email(each), "name": each, "roles": role, "zone": ZONE, "country": "DE"}
            for each, role in zip(colleagues, roles, strict=True)
        ],
    )
    _write(folder, "accounts", [_account(each, owners, segments) for each in customers])
    _write(folder, "advocates", [_advocate(each) for each in customers])
    _write(folder, "consents", [_consent(each) for each in customers])
    _write(
        folder,
        "deals",
        [_deal(name, seller, wanted[name]) for seller, names in deals.items() for name in names],
    )
    return Company(tuple(sellers), tuple(owners), tuple(customers), deals)


def slack(folder: Path) -> tuple[Sandbox, Workspace]:
    """A Slack in which all of them are, and Rung is installed."""
    sandbox = Sandbox(
        manifest=yaml.safe_load(app.MANIFEST.read_text("utf-8")),
        clock=TimeMachine(),
        signing_secret=SECRET,
        app_token="xapp-proof",
    )
    team = sandbox.add_workspace(team_id=TEAM, name="Brightwell", bot_token=TOKEN)
    sandbox.load_people(team, folder / "people.csv")
    return sandbox, team


def _person(user: str, kind: str) -> Row:
    return {
        "user_id": user,
        "name": user,
        "email": _email(user),
        "title": "",
        "kind": kind,
        "tz": ZONE,
        "locale": "en-GB",
    }


def _prospect(number: int) -> str:
    return f"Prospect {number:04}"


def _within(bounds: range, number: int) -> int:
    return min(max(number, bounds[0]), bounds[-1])


def _kind(segment: int) -> Row:
    """What the customers of a segment have in common, and what a deal in it wants."""
    industry, product = divmod(segment, PRODUCTS)
    return {"industry": f"Industry {industry}", "region": "DACH", "product": f"Product {product}"}


def _account(customer: str, owners: Sequence[str], segments: int) -> Row:
    number = int(customer.removeprefix("U0CUSTOMER"))
    kind = _kind(number % segments)
    return {
        "name": f"Company {number:04}",
        "industry": kind["industry"],
        "region": kind["region"],
        "country": "DE",
        "size": "200-999",
        "owner": _email(owners[number % len(owners)]),
        "live_since": "2023-06-01",
        "products": kind["product"],
    }


def _advocate(customer: str) -> Row:
    return {
        "email": _email(customer),
        "name": customer,
        "title": "Head of Finance",
        "seniority": "leader",
        "account": f"Company {int(customer.removeprefix('U0CUSTOMER')):04}",
        "language": "en",
        "zone": ZONE,
        "country": "DE",
        "slack_user_id": customer,
        "joined_on": "2024-05-14",
    }


def _consent(customer: str) -> Row:
    return {
        "advocate_email": _email(customer),
        "activity": "reference_call",
        "state": "yes",
        "since": "2024-05-14",
        "source": "form",
    }


def _deal(prospect: str, seller: str, segment: int) -> Row:
    return {
        "key": prospect,
        "name": f"{prospect}: rollout",
        "prospect": prospect,
        "amount": "100000",
        "currency": "EUR",
        "stage": "Proposal",
        "status": "open",
        "seller": _email(seller),
        "country": "DE",
        **_kind(segment),
    }


def _email(user: str) -> str:
    return f"{user.lower()}@example.com"


def _write(folder: Path, name: str, rows: Iterable[Row], *, more: bool = False) -> None:
    listed = list(rows)
    with (folder / f"{name}.csv").open("a" if more else "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(listed[0]))
        if not more:
            writer.writeheader()
        writer.writerows(listed)

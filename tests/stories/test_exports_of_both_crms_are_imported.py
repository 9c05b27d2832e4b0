"""Messy exports of Salesforce and HubSpot, made after their published formats: what is read, and what is kept."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from inline_snapshot import snapshot

from bot.rules.importing.kinds import Kind
from models.account import Account
from models.advocate import Advocate
from models.deal import Deal, Status
from models.member import Member
from tests.importing import CRM, Office, office


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as made:
        yield made


async def test_salesforce(desk: Office) -> None:
    assert await desk.reads(Kind.ACCOUNTS, CRM / "salesforce_accounts.csv") == snapshot("""\
line 7, Account Owner “Integration User”: None of your members has this name. Write the e-mail
    address instead, or import your members first.
line 9, Account Name “NORDLICHT PAY”: The same company stands on line 2 already.
line 10, Billing Country “Atlantis”: This is no country that Rung knows. Write its name in English,
    or its code, such as DE.
line 10, Employees “many”: This is neither a number of people nor a range like 200-999.
line 11, Account Name “=HYPERLINK("https://x.example","Sheet Co")”: A cell that begins with = is a
    formula. Save the values instead of the formulas.
salesforce_accounts.csv: 9 rows; would be: 5 new, 0 updated, 0 unchanged, 4 faulty.
Not read: Account ID, Type, Rating, Billing Street and Last Activity.
In 1 row nobody who is here is named as the owner: Maya Patel looks after the company for now.
""")
    await desk.take(Kind.ACCOUNTS, CRM / "salesforce_accounts.csv", skip_bad=True)
    assert await desk.reads(Kind.ADVOCATES, CRM / "salesforce_contacts.csv") == snapshot("""\
line 3, EMAIL “priya.raman@nordlicht.example”: The same person stands on line 2 already.
line 4, name “Priya Raman”: Looks like priya.raman@nordlicht.example on line 2: the same name at the
    same company, under another address. If it is the same person, write the other address into a
    column previous_email; if not, write the two names apart.
line 8, ACCOUNT.NAME “Maplecrest”: This company is not among your accounts. Import it first, or
    write its name as it is there.
line 9, EMAIL “smith(at)kontoria.example”: This is no e-mail address.
line 10, FIRSTNAME: This is empty, and it is needed.
salesforce_contacts.csv: 9 rows; would be: 4 new, 0 updated, 0 unchanged, 5 faulty.
Not read: ID, PHONE and HASOPTEDOUTOFEMAIL.
In 1 row there is no title: sellers see “Contact” in its place.
""")
    await desk.take(Kind.ADVOCATES, CRM / "salesforce_contacts.csv", skip_bad=True)
    assert await desk.reads(Kind.DEALS, CRM / "salesforce_opportunities.csv") == snapshot("""\
line 6, Amount Currency “XBT”: No currency has this code. Write it like EUR, USD or GBP.
line 7, Opportunity Owner “Zed Former”: None of your members has this name. Write the e-mail address
    instead, or import your members first.
line 9, Close Date “13/13/2026”: There is no such day in the calendar.
line 9, Account Name: This is empty, and it is needed.
salesforce_opportunities.csv: 8 rows; would be: 5 new, 0 updated, 0 unchanged, 3 faulty.
Not read: Fiscal Period, Probability (%), Age, Created Date, Lead Source and Type.
Dates in “Close Date” were read with the month first.
In 1 row nobody who is here is named as the seller: Maya Patel has the deal for now.
""")
    await desk.take(Kind.DEALS, CRM / "salesforce_opportunities.csv", skip_bad=True)

    owners = {member.id: member.name for member in await desk.rows(Member)}
    kept = [
        (each.name, owners[each.owner_id], each.country, each.size_band) for each in await desk.rows(Account)
    ]
    assert kept == snapshot(
        [
            ("Nordlicht Pay", "Anna Schmidt", "DE", 1),
            ("Talerhaus AG", "Anna Schmidt", "DE", 2),
            ("Edelgrat Finanz", "Ben Okafor", "CH", 0),
            ("Hoshi Denki", "Ben Okafor", "JP", 3),
            ('Kontoria "the accountants"', "Maya Patel", "GB", None),
        ]
    )
    people = [(each.email, each.name, each.title, each.zone) for each in await desk.rows(Advocate)]
    assert people == snapshot(
        [
            ("priya.raman@nordlicht.example", "Priya Raman", "Head of Finance Operations", "Europe/Berlin"),
            ("lukas@talerhaus.example", "Lukas Brandt", "Director Accounting", "Europe/Berlin"),
            ("elena@edelgrat.example", "Elena Fischer", "Contact", "Europe/Zurich"),
            ("kenji@xn--xckud.example", "Kenji Mori", "Data Lead", "Asia/Tokyo"),
        ]
    )
    deals = {each.name: each for each in await desk.rows(Deal)}
    assert {
        name: (deal.amount, deal.currency, deal.status, deal.closed_on) for name, deal in deals.items()
    } == snapshot(
        {
            "Kestrel Pay: Ledger rollout": (240000, "EUR", Status.OPEN, None),
            "Fjord Wallet: Ledger": (185000, "EUR", Status.OPEN, None),
            "Gone Bank: Pulse": (99501, "USD", Status.LOST, date(2026, 1, 10)),
            "Stackvane: Pulse pilot": (12500, "USD", Status.WON, date(2025, 4, 24)),
            "Larkfield: Atlas": (None, "GBP", Status.OPEN, None),
        }
    )
    assert deals["Stackvane: Pulse pilot"].key == "0065g00000Qw1AdAAJ"  # 15 letters in the file


async def test_hubspot(desk: Office) -> None:
    assert await desk.reads(Kind.ACCOUNTS, CRM / "hubspot_companies.csv") == snapshot("""\
line 7, Company name: This is empty, and it is needed.
hubspot_companies.csv: 6 rows; would be: 5 new, 0 updated, 0 unchanged, 1 faulty.
Not read: Record ID, Create Date, Phone Number, Last Activity Date, City and Lifecycle Stage.
In 2 rows nobody who is here is named as the owner: Maya Patel looks after the company for now.
""")
    await desk.take(Kind.ACCOUNTS, CRM / "hubspot_companies.csv", skip_bad=True)
    assert await desk.reads(Kind.ADVOCATES, CRM / "hubspot_contacts.csv") == snapshot("""\
line 3, Email “jan.desmet@brabo.example; jds@brabo.example”: This is no e-mail address.
line 4, NPS Survey Rating “11”: An answer is 0 to 10.
hubspot_contacts.csv: 5 rows; would be: 3 new, 0 updated, 0 unchanged, 2 faulty.
Not read: Record ID, Phone Number, Contact owner, Lead Status, Create Date and Company Name.
""")
    await desk.take(Kind.ADVOCATES, CRM / "hubspot_contacts.csv", skip_bad=True)
    assert await desk.reads(Kind.DEALS, CRM / "hubspot_deals.csv") == snapshot("""\
line 6, Amount “a lot”: This is no amount of money. Write it like 240000 or 240,000.00.
line 8, Associated Company: This is empty, and it is needed.
hubspot_deals.csv: 7 rows; would be: 5 new, 0 updated, 0 unchanged, 2 faulty.
Not read: Pipeline and Create Date.
""")
    await desk.take(Kind.DEALS, CRM / "hubspot_deals.csv", skip_bad=True)

    # The colleague whom only Slack knew looks after an account now.
    (ken,) = [each for each in await desk.rows(Member) if each.email == "ken.ito@brightwell.example"]
    assert (ken.slack_user_id, ken.is_owner, ken.is_seller) == ("U0KENITO", True, False)
    (haruto,) = [each for each in await desk.rows(Advocate) if each.name == "Haruto Sato"]
    assert (haruto.title, haruto.language, haruto.zone) == ("Data Lead Platform", "ja", "Asia/Tokyo")
    assert (haruto.nps, haruto.nps_as_of) == (9, date(2025, 11, 29))
    won = {each.name: each.status for each in await desk.rows(Deal)}
    assert won["Stackvane: Pulse pilot"] is Status.WON
    assert won["Gone Bank: Pulse"] is Status.LOST


async def test_both_crms_of_one_company_meet(desk: Office) -> None:
    """What one wrote down the other updates: by name, by address."""
    await desk.take(Kind.ACCOUNTS, CRM / "salesforce_accounts.csv", skip_bad=True)
    await desk.take(Kind.ADVOCATES, CRM / "salesforce_contacts.csv", skip_bad=True)
    companies = await desk.take(Kind.ACCOUNTS, CRM / "hubspot_companies.csv", skip_bad=True)
    people = await desk.take(Kind.ADVOCATES, CRM / "hubspot_contacts.csv", skip_bad=True)
    assert (companies.new, companies.updated) == (2, 3)
    assert (people.new, people.updated) == (2, 1)
    again = await desk.take(Kind.ADVOCATES, CRM / "hubspot_contacts.csv", skip_bad=True)
    assert (again.new, again.updated, again.unchanged) == (0, 0, 3)

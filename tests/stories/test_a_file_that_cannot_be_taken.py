"""Files that are wrong as a whole, and rows that are wrong by themselves: a sentence for each, and nothing is kept."""

import io
from collections.abc import AsyncIterator
from zipfile import ZipFile

import pytest
from inline_snapshot import snapshot

from bot.kit.errors import BotError
from bot.rules.importing.days import DateOrder
from bot.rules.importing.kinds import Kind
from models.account import Account
from models.advocate import Advocate
from models.audit import Audit
from tests.importing import Office, file_of, office, wrapped

ACCOUNTS = "name,owner,country\nNordlicht Pay,anna@brightwell.example,DE\nTalerhaus,Anna Schmidt,Germany\n"
PEOPLE = "email,name,title,account\npriya@nordlicht.example,Priya Raman,Head of Finance,Nordlicht Pay\n"


@pytest.fixture
async def desk(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as made:
        yield made


def workbook() -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (
            workbook(),
            snapshot(
                """\
accounts.csv is an Excel workbook with another name. Open it, save it as “CSV UTF-8”, and import
    that.
"""
            ),
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            snapshot(
                """\
accounts.csv is an Excel workbook with another name. Open it, save it as “CSV UTF-8”, and import
    that.
"""
            ),
        ),
        (
            b"%PDF-1.7\n",
            snapshot(
                "accounts.csv is a PDF with another name. Open it, save it as “CSV UTF-8”, and import that.\n"
            ),
        ),
        (
            b"<html><body><table><tr><td>Account Name</td></tr></table></body></html>",
            snapshot("accounts.csv is a web page, not CSV. Export it again as CSV.\n"),
        ),
        (
            "name,owner\nSöhne,anna@brightwell.example\n".encode("latin-1"),
            snapshot(
                """\
accounts.csv is not in UTF-8. Save it as “CSV UTF-8” (in Excel: Save as, CSV UTF-8), and import
    that.
"""
            ),
        ),
        (b"", snapshot("accounts.csv is empty.\n")),
        (b"\n\n", snapshot("accounts.csv is empty.\n")),
        (
            b"name,owner,name\n",
            snapshot(
                "accounts.csv has the column “name” twice. Take one of them out, and import it again.\n"
            ),
        ),
        (
            b"Account Name;Company;Account Owner\n",
            snapshot(
                """\
accounts.csv has “Account Name” and “Company”, which mean the same. Take one of them out, and import
    it again.
"""
            ),
        ),
        (
            b"Account Owner,Billing Country\nAnna Schmidt,DE\n",
            snapshot(
                """\
accounts.csv does not look like a file of customer companies: it has no column for name. `rung
    import --template accounts` shows what such a file holds.
"""
            ),
        ),
        (
            b"First Name,Last Name,Email\nPriya,Raman,p@x.example\n",
            snapshot(
                """\
accounts.csv does not look like a file of customer companies: it has no column for name. `rung
    import --template accounts` shows what such a file holds.
"""
            ),
        ),
        (
            b"name,live_since\nNordlicht Pay,03/04/2025\n",
            snapshot(
                """\
accounts.csv has dates like 03/04/2025 in the column “live_since”, and nothing shows whether the day
    or the month comes first. Import it again with --dates day-first or --dates month-first.
"""
            ),
        ),
        (
            b"name,live_since\nNordlicht Pay,31/04/2025\nTalerhaus,04/31/2025\n",
            snapshot(
                """\
accounts.csv has dates with the day first and dates with the month first in the column “live_since”.
    Write them all alike, best like 2026-03-31.
"""
            ),
        ),
    ],
)
async def test_what_is_wrong_with_the_whole_file(desk: Office, content: bytes, refusal: str) -> None:
    assert await desk.reads(Kind.ACCOUNTS, content) == refusal
    with pytest.raises(BotError):
        await desk.take(Kind.ACCOUNTS, content, skip_bad=True)
    assert await desk.rows(Account) == []


async def test_nothing_is_imported_until_the_file_is_clean(desk: Office) -> None:
    content = ACCOUNTS + "Kontoria,anna@brightwell.example,Nowhere\n"
    before = len(await desk.rows(Audit))
    with pytest.raises(BotError) as refused:
        await desk.take(Kind.ACCOUNTS, content)
    assert wrapped(refused.value.user_message) == snapshot(
        """\
accounts.csv: 1 of 3 rows can't be taken, so nothing was imported. Mend them, or import again with
    --skip-bad.
"""
    )
    assert await desk.rows(Account) == []
    assert len(await desk.rows(Audit)) == before

    taken = await desk.take(Kind.ACCOUNTS, content, skip_bad=True)
    assert (taken.rows, taken.new, taken.faulty) == (3, 2, 1)
    assert [each.name for each in await desk.rows(Account)] == ["Nordlicht Pay", "Talerhaus"]
    (line,) = (await desk.rows(Audit))[before:]
    assert (line.verb, line.actor, line.subject) == ("imported_accounts", "operator", desk.program_id)


async def test_one_person_under_two_spellings_in_two_files(desk: Office) -> None:
    await desk.take(Kind.ACCOUNTS, ACCOUNTS)
    await desk.take(Kind.ADVOCATES, PEOPLE)
    again = PEOPLE.replace("priya@nordlicht.example", "Priya Raman <mailto:PRIYA@Nordlicht.example>")
    taken = await desk.take(Kind.ADVOCATES, again)
    assert (taken.new, taken.updated, taken.unchanged) == (0, 0, 1)
    assert [each.email for each in await desk.rows(Advocate)] == ["priya@nordlicht.example"]


async def test_another_address_of_somebody_is_a_question(desk: Office) -> None:
    await desk.take(Kind.ACCOUNTS, ACCOUNTS)
    await desk.take(Kind.ADVOCATES, PEOPLE)
    other = PEOPLE.replace("priya@", "p.raman@")
    assert await desk.reads(Kind.ADVOCATES, other) == snapshot("""\
line 2, name “Priya Raman”: Looks like priya@nordlicht.example: the same name at the same company,
    under another address. If it is the same person, write the other address into a column
    previous_email; if not, write the two names apart.
advocates.csv: 1 row; would be: 0 new, 0 updated, 0 unchanged, 1 faulty.
""")
    said = (
        "email,previous_email,name,account\n"
        "p.raman@nordlicht.example,Priya@nordlicht.example,Priya Raman,Nordlicht Pay\n"
    )
    taken = await desk.take(Kind.ADVOCATES, said)
    assert (taken.new, taken.updated) == (0, 1)
    (priya,) = await desk.rows(Advocate)
    assert (priya.email, priya.title) == ("p.raman@nordlicht.example", "Head of Finance")


async def test_a_person_whose_company_is_missing(desk: Office) -> None:
    assert await desk.reads(Kind.ADVOCATES, PEOPLE) == snapshot("""\
line 2, account “Nordlicht Pay”: This company is not among your accounts. Import it first, or write
    its name as it is there.
advocates.csv: 1 row; would be: 0 new, 0 updated, 0 unchanged, 1 faulty.
""")


async def test_a_deal_in_an_unknown_currency(desk: Office) -> None:
    content = (
        "key,name,prospect,seller,amount,currency\n"
        'D-1,Kestrel,Kestrel Pay,tom@brightwell.example,"1.234,56",ZZZ\n'
        "D-2,Osprey,Osprey,tom@brightwell.example,€ 5,USD\n"
    )
    assert await desk.reads(Kind.DEALS, content) == snapshot("""\
line 2, currency “ZZZ”: No currency has this code. Write it like EUR, USD or GBP.
line 3, currency “USD”: The amount is in EUR, and the currency says USD.
deals.csv: 2 rows; would be: 0 new, 0 updated, 0 unchanged, 2 faulty.
""")


async def test_a_cell_of_a_million_characters(desk: Office) -> None:
    content = ACCOUNTS + "x" * 1_000_000 + ",anna@brightwell.example,DE\nKontoria,Anna Schmidt,DE\n"
    assert await desk.reads(Kind.ACCOUNTS, content) == snapshot("""\
line 4: A cell here is longer than 131,072 characters. Is a quotation mark not closed?
accounts.csv: 4 rows; would be: 3 new, 0 updated, 0 unchanged, 1 faulty.
""")
    taken = await desk.take(Kind.ACCOUNTS, content, skip_bad=True)
    assert (taken.new, taken.faulty) == (3, 1)


async def test_formulas_and_what_excel_leaves_behind(desk: Office) -> None:
    content = (
        "name,owner,industry\n"
        "\"=cmd|' /C calc'!A0\",Anna Schmidt,Fintech\n"
        "Talerhaus,Anna Schmidt,#REF!\n"
        "'=Minus,Anna Schmidt,'+1\n"  # as our own export protects a cell
    )
    assert await desk.reads(Kind.ACCOUNTS, content) == snapshot("""\
line 2, name “=cmd|' /C calc'!A0”: A cell that begins with = is a formula. Save the values instead
    of the formulas.
line 3, industry “#REF!”: This is an error of Excel's. Mend the formula that it comes from.
accounts.csv: 3 rows; would be: 1 new, 0 updated, 0 unchanged, 2 faulty.
""")
    await desk.take(Kind.ACCOUNTS, content, skip_bad=True)
    (kept,) = await desk.rows(Account)
    assert (kept.name, kept.industry) == ("=Minus", "+1")


async def test_rows_that_are_torn(desk: Office) -> None:
    content = (
        "name,owner,country\n"
        "Kestrel, Inc.,Anna Schmidt,DE\n"
        'Ospr"ey,Anna Schmidt,DE\n'
        '"Fjord" Wallet,Anna Schmidt,DE\n'
        "Talerhaus\n"
        '"Mossbank,Anna Schmidt,DE\n'
        "Larkfield,Anna Schmidt,DE\n"
    )
    assert await desk.reads(Kind.ACCOUNTS, content) == snapshot("""\
line 2 “DE”: There are more cells in this row than there are headings. Is a comma not inside
    quotation marks?
line 4: A quotation mark stands in the middle of a cell here. Inside quotation marks, write it
    twice.
line 6: A quotation mark is opened here and not closed until the end of the file.
accounts.csv: 5 rows; would be: 2 new, 0 updated, 0 unchanged, 3 faulty.
In 1 row nobody who is here is named as the owner: Maya Patel looks after the company for now.
""")


@pytest.mark.parametrize(
    "content",
    [
        ACCOUNTS.encode(),
        ACCOUNTS.encode("utf-8-sig"),
        ACCOUNTS.encode("utf-16"),
        ACCOUNTS.encode("utf-16-le"),
        ACCOUNTS.encode("utf-16-be"),
        ACCOUNTS.replace(",", ";").encode(),
        ("sep=;\n" + ACCOUNTS.replace(",", ";")).encode(),
        ACCOUNTS.replace(",", "\t").encode("utf-16"),
        ACCOUNTS.replace("\n", "\r\n").encode(),
        ACCOUNTS.replace("\n", "\n\n").encode(),
        ACCOUNTS.replace("name,owner", "Account Name,ACCOUNT_OWNER").encode(),
        b"".join(line + b"," * 300 + b"\n" for line in ACCOUNTS.encode().splitlines()),
    ],
)
async def test_files_of_all_kinds_are_read_alike(desk: Office, content: bytes) -> None:
    taken = await desk.take(Kind.ACCOUNTS, content)
    assert (taken.rows, taken.new, taken.ignored) == (2, 2, [])
    assert [(each.name, each.country) for each in await desk.rows(Account)] == [
        ("Nordlicht Pay", "DE"),
        ("Talerhaus", "DE"),
    ]


async def test_300_columns_and_dates_that_are_asked_about(desk: Office) -> None:
    rest = ",".join(f"Custom Field {n}" for n in range(300))
    cells = ",".join(["x"] * 300)
    content = f"Account Name,Renewal Date,{rest}\nNordlicht Pay,03/04/2026,{cells}\n"
    taken = await desk.take(Kind.ACCOUNTS, file_of(content), dates=DateOrder.DAY_FIRST)
    assert len(taken.ignored) == 300
    assert taken.notes[0] == "Dates in “Renewal Date” were read with the day first."
    (kept,) = await desk.rows(Account)
    assert str(kept.renewal_on) == "2026-04-03"

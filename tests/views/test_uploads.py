"""What a manager reads about a dropped file."""

# ruff: noqa: E501  (a text stands here as it is read, unbroken)

from inline_snapshot import snapshot

from bot.rules.importing.days import DateOrder
from bot.rules.wording import Wording
from bot.views.blocks import Drawing
from bot.views.greeting import file_refused, greeting
from bot.views.upload.faults import faults_view
from bot.views.upload.report import report
from models.member import COLLEAGUES, Role
from models.upload import UploadState
from sandbox.as_text import message_as_text
from tests.views.gallery.uploads import faults, upload
from tests.views.people import Names

NAMES = Names(story="contacts.csv", word="Company")


def read(drawing: Drawing) -> str:
    return "\n".join(message_as_text(drawing.blocks, {}))


def test_while_rung_works_at_it() -> None:
    assert read(report(upload(NAMES, UploadState.CHECKING, name=""))) == snapshot("Checking your file …")
    assert read(report(upload(NAMES, UploadState.CHECKING))) == snapshot("Checking contacts.csv …")
    assert read(report(upload(NAMES, UploadState.IMPORTING, percent=40))) == snapshot(
        "Importing contacts.csv … 40 %"
    )


def test_clean() -> None:
    clean = upload(NAMES, UploadState.CHECKED, rows=23, faulty=0, faults=[])
    assert read(report(clean)) == snapshot("""\
contacts.csv holds customers, person by person.
[Customers, person by person ▾]
contacts.csv: 23 rows; would be: 20 new, 3 updated, 0 unchanged, 0 faulty.
  Not read: Company and Fintech.
  Dates in “Company” were read with the day first.
[Import]  [Leave it]\
""")


def test_faulty() -> None:
    assert read(report(upload(NAMES, UploadState.CHECKED))) == snapshot("""\
contacts.csv holds customers, person by person.
[Customers, person by person ▾]
contacts.csv: 25 rows; would be: 20 new, 3 updated, 0 unchanged, 2 faulty.
  Not read: Company and Fintech.
  Dates in “Company” were read with the day first.
The cells that can't be taken:
• line 2, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 3, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
[Import without the 2 faulty rows]  [Show all rows]  [Leave it]\
""")
    one = upload(NAMES, UploadState.CHECKED, faulty=1, faults=faults(NAMES, 1), ignored=[], notes=[])
    assert "[Import without the faulty row]" in read(report(one))


def test_nothing_to_write() -> None:
    known = upload(NAMES, UploadState.CHECKED, new=0, updated=0, unchanged=23)
    assert read(report(known)).splitlines()[-2:] == snapshot(
        ["All of it is here already, besides the faulty rows.", "[Show all rows]  [Leave it]"]
    )
    empty = upload(NAMES, UploadState.CHECKED, rows=0, new=0, updated=0, faulty=0, faults=[])
    assert read(report(empty)).splitlines()[-2:] == snapshot(
        ["There is nothing in it to import.", "[Leave it]"]
    )


def test_refused() -> None:
    said = (
        "contacts.csv has dates like 03/04/2026 in the column “Company”, and nothing shows which comes first."
    )
    asked = upload(NAMES, UploadState.REFUSED, refusal=said, asks_dates=True)
    assert read(report(asked)) == snapshot("""\
contacts.csv has dates like 03/04/2026 in the column “Company”, and nothing shows which comes first.
contacts.csv was read as customers, person by person.
[Customers, person by person ▾]
Dates like 03/04/2026:
[Choose one ▾]
[Leave it]\
""")
    unknown = upload(NAMES, UploadState.REFUSED, kind=None, refusal="The headings don't show what it holds.")
    assert read(report(unknown)) == snapshot("""\
The headings don't show what it holds.
What does it hold?
[Choose what it holds ▾]
[Leave it]\
""")


def test_dates_that_were_chosen_can_be_chosen_anew() -> None:
    dated = upload(NAMES, UploadState.CHECKED, dates=DateOrder.DAY_FIRST)
    assert "Dates like 03/04/2026:\n[The day comes first ▾]" in read(report(dated))


def test_the_end_of_it() -> None:
    assert read(report(upload(NAMES, UploadState.DONE))) == snapshot("""\
Imported. contacts.csv: 25 rows; 20 new, 3 updated, 0 unchanged, 2 faulty.
  Not read: Company and Fintech.
  Dates in “Company” were read with the day first.
2 faulty rows were left out.
[Show all rows]\
""")
    assert read(report(upload(NAMES, UploadState.LEFT))) == snapshot(
        "contacts.csv was left alone: nothing was imported."
    )
    assert read(report(upload(NAMES, UploadState.GONE))) == snapshot(
        "contacts.csv is no longer in Slack, so nothing was imported. Drop it again if you want it."
    )


def test_the_window_of_faulty_rows() -> None:
    many = upload(NAMES, UploadState.CHECKED, faulty=70, faults=faults(NAMES, 60), more_faults=10)
    first, last = ("\n".join(message_as_text(faults_view(many, page)["blocks"], {})) for page in (0, 1))
    assert first.count("•") == 50
    assert first.endswith("[More]")
    assert last == snapshot("""\
• line 52, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 53, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 54, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 55, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 56, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 57, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 58, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 59, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 60, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
• line 61, Company “Priya Raman”: This company is not among your accounts: Nordlicht Pay.
  10 more cells can't be taken. Mend these first, then drop the file again.
[Before]\
""")


def test_whoever_simply_writes() -> None:
    words = Wording()
    assert read(greeting(frozenset(COLLEAGUES), words, company="Brightwell")) == snapshot("""\
Rung can't read what is written here, but these work:
• `/reference` opens a form: which deal, what you need, by when. Rung shows who fits and asks them for you, one at a time. `/reference help` shows this.
• Home, the tab above, shows your customers and what waits for your word.
• `/rung` or `/rung queue` shows what waits for a decision · `/rung settings` how often, when and for what we ask · `/rung ladder` what customers can do for us · `/rung roles` who may do what · `/rung owners` hands customers over · `/rung texts` what customers read · `/rung requirements` what they would change · `/rung workspaces` where we are · `/rung log` who did what. `/rung help` shows this.
Drop a CSV file here and Rung checks it: accounts, customers, deals and their past. Nothing is imported before you say so.\
""")
    assert read(greeting(frozenset({Role.ADVOCATE}), words, company="Brightwell")) == snapshot(
        "This is Brightwell's customer programme, and nobody reads what is written here. What you can do stands on Home, the tab above: your limits, a pause, what is kept on you. For everything else, your contact at Brightwell is glad to hear from you."
    )
    assert read(greeting(frozenset(), words, company="Brightwell")) == snapshot(
        "Rung can't read what is written here. It helps this company's sellers find customers who speak for it; whoever manages its customer programme can give you a role."
    )
    assert read(file_refused(frozenset({Role.SELLER}), words, company="Brightwell")) == snapshot(
        "Only the managers of this programme can import files here, so nobody has opened yours. Give it to one of them."
    )
    assert read(file_refused(frozenset({Role.ADVOCATE}), words, company="Brightwell")) == snapshot(
        "Files can't be taken here, so nobody has opened yours. Your contact at Brightwell is glad to have it from you."
    )

"""A customer's own page: limits, consents, pauses, and what is kept on them, without a single window."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select, update

from bot import homes
from bot.advocates import page as own_pages
from models import advocate as advocates
from models import program as programs
from models.advocate import Advocate, PausedBy, Reach
from models.audit import Audit
from models.consent import Consented
from models.participation import Participation, ParticipationState
from sandbox.person import Person
from tests import customers
from tests.statements import counted
from tests.world import World

PRIYA, ELENA = "priya@nordlicht.example", "elena@edelgrat.example"


async def verbs(world: World) -> list[str]:
    async with world.rung.database.reading() as session:
        return list(await session.scalars(select(Audit.verb).order_by(Audit.at, Audit.id)))


async def about(world: World, person: Person) -> str:
    return await customers.open_tab(world, person, "about_me")


async def choose(world: World, person: Person, limit: str, value: str) -> None:
    await person.pick_home("own_limit", value, block_id=limit)
    await world.quiet()


async def limits_of(world: World, person: Person) -> None:
    await about(world, person)
    await person.press_home("own_page:1")
    await world.quiet()


async def test_limits_hold_at_once_and_only_tighten(world: World) -> None:
    await limits_of(world, world.priya)
    await choose(world, world.priya, "asks_in_year", "2")
    await choose(world, world.priya, "days_between_asks", "60")
    await choose(world, world.priya, "contact_opens", "11")
    await choose(world, world.priya, "contact_closes", "14")
    kept = await customers.advocate(world, PRIYA)
    assert (kept.asks_in_year, kept.days_between_asks) == (2, 60)
    assert (kept.contact_opens, kept.contact_closes) == (11, 14)
    assert "[60 days ▾]" in customers.home(world, world.priya)

    await choose(world, world.priya, "days_between_asks", "ours")
    assert (await customers.advocate(world, PRIYA)).days_between_asks is None
    assert (await verbs(world))[-5:] == [
        "limit_asks_in_year",
        "limit_days_between_asks",
        "limit_contact_opens",
        "limit_contact_closes",
        "limit_days_between_asks",
    ]


async def test_a_limit_that_became_looser_is_refused_from_a_stale_screen(world: World) -> None:
    await limits_of(world, world.priya)
    async with world.rung.database.transaction() as session:
        program = await programs.get(session, world.program_id)
        program.days_between_asks, program.contact_opens = 45, 10
    for limit, value in (("days_between_asks", "30"), ("asks_in_year", "12")):
        await choose(world, world.priya, limit, value)
        assert "looser than what we keep for everybody, so nothing was changed" in world.modal(world.priya)
        await world.priya.close()
    await limits_of(world, world.priya)
    await choose(world, world.priya, "contact_opens", "15")
    await choose(world, world.priya, "contact_closes", "11")
    assert "That would leave no hour in which we could write to you" in world.modal(world.priya)
    kept = await customers.advocate(world, PRIYA)
    assert (kept.days_between_asks, kept.asks_in_year) == (None, None)
    assert (kept.contact_opens, kept.contact_closes) == (15, None)


async def test_their_hours_are_kept_when_they_are_asked(world: World) -> None:
    await limits_of(world, world.priya)
    await choose(world, world.priya, "contact_opens", "13")
    await world.request(world.tom, needed_on="2026-03-31")
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.quiet()
    assert "asked today 13:00" in world.text(await world.see(world.tom, "Kestrel"))


async def test_an_unknown_time_zone_counts_as_the_programmes(world: World) -> None:
    async with world.rung.database.transaction() as session:
        await session.execute(update(Advocate).where(Advocate.email == PRIYA).values(zone="Mars/Olympus"))
    await world.until(
        datetime(2026, 3, 3, 15, 30, tzinfo=UTC)
    )  # 16:30 in Berlin, 15:30 in the zone of nowhere
    await world.request(world.tom, needed_on="2026-03-31")
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.quiet()
    assert not world.priya.dm
    await world.until(datetime(2026, 3, 4, 8, 1, tzinfo=UTC))
    await world.see(world.priya, "Would you help")


async def test_consents_are_yes_no_or_not_asked_yet(world: World) -> None:
    call, blog, quote = [
        await customers.activity_id(world, key) for key in ("reference_call", "blog", "quote")
    ]
    await limits_of(world, world.priya)
    await world.priya.pick_home("own_consents", [call, blog], block_id="glad")
    await world.quiet()
    kept = await customers.consents(world, PRIYA)
    assert {key: (c.state, c.source) for key, c in kept.items()} == {
        "reference_call": (Consented.YES, "invitation form"),  # as it was
        "blog": (Consented.YES, "own page"),
    }
    await world.priya.pick_home("own_consents", [blog, quote], block_id="never")
    await world.quiet()
    kept = await customers.consents(world, PRIYA)
    assert (kept["blog"].state, kept["blog"].until) == (Consented.NO, None)
    assert kept["quote"].state is Consented.NO
    await world.priya.pick_home("own_consents", [], block_id="glad")
    await world.priya.pick_home("own_consents", [quote], block_id="never")
    await world.quiet()
    assert set(await customers.consents(world, PRIYA)) == {"quote"}
    counts = {
        verb: (await verbs(world)).count(verb) for verb in ("consent_yes", "consent_no", "consent_dropped")
    }
    assert counts == {"consent_yes": 1, "consent_no": 2, "consent_dropped": 2}

    # What the menus say is what asking obeys.
    assert "Head of Finance Operations" not in await world.shortlist(world.tom, activity="quote")


async def test_a_pause_and_its_end(world: World) -> None:
    await about(world, world.priya)
    await world.priya.pick_home("pause_until", "2026-04-01", block_id="rest")
    await world.quiet()
    assert (
        "Noted. Nobody at Brightwell will ask you before 1 April, and nobody can override that."
        in customers.home(world, world.priya)
    )
    kept = await customers.advocate(world, PRIYA)
    assert (kept.paused_until, kept.paused_by) == (datetime(2026, 3, 31, 22, tzinfo=UTC), PausedBy.THEMSELVES)
    assert "Paused until 1 April" in await customers.open_tab(world, world.anna, "customers")
    # Their own pause is theirs to shorten, too.
    await world.priya.pick_home("pause_until", "2026-03-20", block_id="rest")
    await world.priya.press_home("resume")
    await world.quiet()
    assert "Noted." not in customers.home(world, world.priya)
    assert (await customers.advocate(world, PRIYA)).paused_until is None
    for day in ("2026-03-02", "2020-01-01", "0001-01-01"):
        await world.priya.pick_home("pause_until", day, block_id="rest")
        assert "Choose a day from tomorrow on." in world.modal(world.priya)
        await world.priya.close()


async def test_leaving_while_asked_retires_the_card_and_moves_on(world: World) -> None:
    await world.request(world.tom)
    card = await world.ask(world.anna, world.priya)
    await about(world, world.priya)
    await world.priya.press_home("leave")
    await world.quiet()
    assert "You left on 2 March. Nobody at Brightwell will ask you for anything" in customers.home(
        world, world.priya
    )
    assert "settled in the meantime" in await world.only(world.priya)
    await world.see(world.anna, "May we ask Lukas Brandt")
    await world.priya.press_label(card, "Yes", stale=True)
    assert "settled in the meantime" in world.priya.ephemerals[-1].text
    assert "Found" not in world.text(await world.see(world.tom, "Kestrel"))
    assert "Left on 2 March" in await customers.open_tab(world, world.anna, "customers")
    await world.tom.press_label(await world.see(world.tom, "Kestrel"), "Cancel")
    assert "Head of Finance Operations" not in await world.shortlist(world.tom)
    assert len(world.priya.dm) == 1

    await about(world, world.priya)
    await world.priya.press_home("join_again")
    await world.quiet()
    assert "You joined on 2 March." in customers.home(world, world.priya)
    assert (await customers.consents(world, PRIYA))["reference_call"].state is Consented.YES
    await world.priya.press_home("own_page:7")
    await world.quiet()
    assert "What you did" in customers.home(world, world.priya)


async def test_leaving_before_they_were_asked_means_that_nothing_is_sent(world: World) -> None:
    await world.until(datetime(2026, 3, 3, 15, 30, tzinfo=UTC))  # after their hours
    await world.request(world.tom, needed_on="2026-03-31")
    await world.anna.press_label(await world.see(world.anna, "May we ask Priya Raman"), "Approve")
    await world.priya.command("/advocate", "leave")
    assert "You have left. Nobody at Brightwell will ask you" in world.priya.ephemerals[-1].text
    await world.until(datetime(2026, 3, 4, 9, 0, tzinfo=UTC))
    assert not world.priya.dm


async def test_everything_works_by_messages_alone_for_somebody_of_another_company(world: World) -> None:
    """No window opens for Elena, and she has no commands: her page comes when she joins again."""
    world.sandbox.modals_for_externals = False
    await about(world, world.elena)
    await world.elena.press_home("leave")
    await world.quiet()
    await world.elena.press_home("join_again")
    await world.quiet()
    page = await customers.turn(world, world.elena, "My limits")
    assert "They count together with ours, and the stricter always wins." in world.text(page)
    await world.elena.pick(page, "own_limit", "3", block_id="asks_in_year")
    await world.elena.pick(page, "own_limit", "assistant", block_id="reach")
    page = await customers.own_page(world, world.elena)
    assert "My assistant's name and e-mail" in world.text(page)
    await customers.tick(world, world.elena, page, assistant="Ada Voss, ada@edelgrat.example")
    await world.elena.press_label(page, "Send")
    kept = await customers.advocate(world, ELENA)
    assert (kept.asks_in_year, kept.reach, kept.assistant) == (
        3,
        Reach.ASSISTANT,
        "Ada Voss, ada@edelgrat.example",
    )
    page = await customers.turn(world, world.elena, "Back")
    await world.elena.pick(page, "pause_until", "2026-04-01", block_id="rest")
    assert "before 1 April" in world.text(await customers.own_page(world, world.elena))
    await world.elena.press_label(await customers.own_page(world, world.elena), "Resume")
    page = await customers.turn(world, world.elena, "What is kept on me")
    assert "Elena Fischer, Head of Controlling, Edelgrat Finanz" in world.text(page)
    assert "Your limits: at most 3 a year" in world.text(page)
    assert len(world.elena.dm) == 1
    assert world.elena.modal is None


async def test_a_running_pause_is_kept_too_until_when_and_by_whom(world: World) -> None:
    async def kept() -> str:
        await about(world, world.priya)
        await world.priya.press_home("own_page:2")
        await world.quiet()
        return customers.home(world, world.priya)

    async def paused(by: PausedBy) -> None:
        async with world.rung.database.transaction() as session:
            await session.execute(
                update(Advocate)
                .where(Advocate.email == PRIYA)
                .values(paused_until=datetime(2026, 3, 31, 22, tzinfo=UTC), paused_by=by)
            )

    assert "Paused" not in await kept()
    await paused(PausedBy.THEMSELVES)
    assert "Paused until 1 April, set by you" in await kept()
    await paused(PausedBy.SILENCE)
    silent = "Paused until Anna Schmidt has spoken with you, set by us after two questions without an answer"
    assert silent in await kept()
    await world.pass_time(days=40)
    assert "Paused" not in await kept()


async def test_what_is_kept_on_them_is_theirs_to_correct(world: World) -> None:
    await about(world, world.priya)
    await world.priya.press_home("own_page:2")
    await world.quiet()
    shown = customers.home(world, world.priya)
    for line in (
        "Priya Raman, Head of Finance Operations, Nordlicht Pay",
        "E-mail: priya@nordlicht.example",
        "Language: German",
        "Time zone: Europe/Berlin",
        "How likely you are to recommend us: 10 of 10, as you said on 9. Dezember 2025",
        "How to reach you: Here in Slack",
        "A reference call: yes, since 14. Mai 2024 (your answer to the invitation)",
    ):
        assert line.replace("9. Dezember", "9 December").replace("14. Mai", "14 May") in shown
    assert "green" not in shown.lower()
    for what in ("My title is CFO now.", "And my zone is London."):
        await world.priya.press_home("own_page:5")
        await world.quiet()
        await world.priya.pick_home("object_what", what, block_id="object_what")
        await world.priya.press_home("send_own_page")
        await world.quiet()
    assert "with Anna Schmidt since 2 March" in customers.home(world, world.priya)
    first = await world.see(world.anna, "> My title is CFO now.")
    await world.anna.press_label(first, "Done")
    await world.anna.press_label(await world.see(world.anna, "> And my zone is London."), "Keep it")
    await world.quiet()
    shown = customers.home(world, world.priya)
    assert "My title is CFO now.\nput right on 2 March" in shown.replace("> ", "")
    assert "And my zone is London.\nlooked at on 2 March; it stays as it is" in shown.replace("> ", "")
    assert [verb for verb in await verbs(world) if verb.startswith("objection")] == [
        "objection_done",
        "objection_keep",
    ]


async def test_five_notes_at_a_time_are_enough(world: World) -> None:
    await world.priya.command("/advocate", "me")
    await world.priya.press_modal("own_page:2")
    for number in range(5):
        await world.priya.press_modal("own_page:5")
        await world.priya.fill(object_what=f"Wrong, number {number}")
        await world.priya.submit()
    await world.priya.press_modal("own_page:5")
    await world.priya.fill(object_what="Wrong again")
    await world.priya.submit()
    assert "Anna Schmidt has several of your notes already" in world.modal(world.priya)


async def test_the_command_answers_each_of_its_words(world: World) -> None:
    async def heard(words: str) -> str:
        before = len(world.priya.ephemerals)
        await world.priya.command("/advocate", words)
        return world.priya.ephemerals[-1].text if len(world.priya.ephemerals) > before else "a window"

    assert (await heard("help")).startswith("`/advocate me`: your page.")
    for words in ("nonsense", "<!channel>", "pause tomorrow", "x" * 5_000):
        assert (await heard(words)).startswith("Those words are not known here. `/advocate me`")
    for words, title in (
        ("", "You joined on 14 May 2024."),
        ("me", "You joined on 14 May 2024."),
        ("limits", "Never ask me for"),
        ("pause", "Until which day would you like to pause? Choose it below"),
        ("pause", "[Pause until … ▾]"),
        ("did", "A link to it, if there is one"),
        ("I did it", "A link to it, if there is one"),
        ("nominate", "Somebody who could speak for us"),
    ):
        assert await heard(words) == "a window"
        assert title in world.modal(world.priya)
        await world.priya.close()
    assert "before 1 April, and nobody can override that" in await heard("pause 2026-04-01")
    assert await heard("pause 2026-03-01") == "Choose a day from tomorrow on."
    assert "Welcome back" in await heard("resume")
    assert "There is no pause to end" in await heard("RESUME")
    assert "You have left." in await heard("leave")
    for words in ("leave", "me", "limits", "resume"):
        assert "To come back" in await heard(words) or "press Join again" in await heard(words)


async def test_whoever_is_no_customer_gets_a_polite_sentence(world: World) -> None:
    for person in (world.nobody, world.tom, world.anna):
        for words in ("", "help", "leave"):
            await person.command("/advocate", words)
            assert "This is for customers whom their contact has invited." in person.ephemerals[-1].text


async def test_a_colleague_who_is_a_customer_too_sees_both_and_does_not_decide_about_themselves(
    world: World,
) -> None:
    await world.request(world.tom)
    card = await world.see(world.anna, "May we ask Priya Raman")
    async with world.rung.database.transaction() as session:
        await session.execute(
            update(Advocate).where(Advocate.email == PRIYA).values(slack_user_id=world.anna.id)
        )
    shown = await customers.open_tab(world, world.anna, "about_me")
    assert "You joined on 14 May 2024." in shown
    assert "[To decide]" in shown
    assert "[About you]" in shown
    await world.anna.press_label(card, "Approve")
    assert "This is about asking you, so somebody else decides." in world.anna.ephemerals[-1].text

    await world.anna.command("/advocate", "did")
    blog = await customers.activity_id(world, "blog")
    await world.anna.fill(report_activity=blog, report_day="2026-02-20")
    await world.anna.submit()
    await world.anna.close()
    await world.anna.press_label(await world.see(world.anna, "reports something they did"), "Verify")
    assert "This is about you, so somebody else decides" in world.anna.ephemerals[-1].text


async def ledger(world: World, count: int) -> None:
    blog = await customers.activity_id(world, "blog")
    async with world.rung.database.transaction() as session:
        person = (await advocates.by_email(session, world.program_id))[PRIYA]
        for number in range(count):
            values: dict[str, Any] = {"state": ParticipationState.VERIFIED, "source": "CRM"}
            session.add(
                Participation(
                    program_id=world.program_id,
                    advocate_id=person.id,
                    account_id=person.account_id,
                    activity_id=blog,
                    done_on=date(2025, 1, 1 + number % 28),
                    **values,
                )
            )


async def test_what_they_did_comes_in_pages_with_as_many_statements(world: World) -> None:
    async def statements(place: int) -> int:
        person = await customers.advocate(world, PRIYA)
        async with world.rung.database.reading() as session, counted(session) as seen:
            await own_pages.of(session, world.program_id, person.id, place, now=world.clock.business())
        return len(seen)

    await ledger(world, 1)
    one = await statements(7)
    await ledger(world, 29)
    assert await statements(7) == one
    await about(world, world.priya)
    await world.priya.press_home("own_page:7")
    for place, lines in ((7, 10), (8, 10), (9, 10)):
        await world.quiet()
        assert customers.home(world, world.priya).count("Blog post (confirmed)") == lines
        if place < 9:
            await world.priya.press_home(f"own_page:{place + 1}")
    await world.priya.press_home("own_page:8")
    await world.quiet()
    assert customers.home(world, world.priya).count("Blog post (confirmed)") == 10


async def test_a_window_turns_its_pages_too(world: World) -> None:
    await ledger(world, 12)
    await world.priya.command("/advocate")
    await world.priya.press_modal("own_page:7")
    assert world.modal(world.priya).count("Blog post") == 10
    await world.priya.press_modal("own_page:8")
    assert world.modal(world.priya).count("Blog post") == 2
    await world.priya.press_modal("own_page:0")
    await world.priya.press_modal("leave")
    assert "You left on 2 March." in world.modal(world.priya)


async def test_home_of_somebody_unknown_draws_nothing(world: World) -> None:
    async with world.rung.database.reading() as session:
        view = await homes.draw(session, "T0ELSE", "U0PRIYA", page=0, now=world.clock.business())
    assert view is None

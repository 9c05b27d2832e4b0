"""Every id is drawn somewhere and heard somewhere, and one table says who may use it."""

from enum import StrEnum

from bot.kit.ids import Action, Command, Form, Search, Shortcut, SlackEvent, bare
from handlers import roles, routes
from handlers.payloads import Kind
from models.member import Role
from sandbox.blocks import elements
from tests.views.gallery import everything
from tests.views.people import Names

SURFACES = everything(Names())
BY_KIND: dict[Kind, type[StrEnum]] = {
    Kind.COMMAND: Command,
    Kind.SHORTCUT: Shortcut,
    Kind.ACTION: Action,
    Kind.SUBMISSION: Form,
    Kind.OPTIONS: Search,
    Kind.EVENT: SlackEvent,
}


def heard(kind: Kind) -> set[str]:
    return {str(id_) for known, id_ in routes.build() if known is kind}


def drawn_actions() -> set[str]:
    """What acts by itself: an input of a form only speaks when the form is sent."""
    return {
        bare(str(element["action_id"]))
        for surface in SURFACES
        for block, element in elements(surface.blocks)
        if block["type"] != "input" or block.get("dispatch_action")
    }


def drawn_searches() -> set[str]:
    return {
        str(element["action_id"])
        for surface in SURFACES
        for _, element in elements(surface.blocks)
        if "external_select" in element["type"]
    }


def drawn_forms(*, to_send: bool) -> set[str]:
    """Callback ids of modals; those that can be sent are the ones that need to be heard."""
    views = [surface.view for surface in SURFACES if surface.view and surface.kind == "modal"]
    return {str(view["callback_id"]) for view in views if "submit" in view or not to_send}


def test_every_button_menu_and_picker_is_drawn_and_heard() -> None:
    assert drawn_actions() == set(Action)
    assert heard(Kind.ACTION) == set(Action)


def test_every_menu_that_looks_something_up_is_drawn_and_heard() -> None:
    assert drawn_searches() == set(Search)
    assert heard(Kind.OPTIONS) == set(Search)


def test_every_form_is_drawn_and_heard_if_it_can_be_sent() -> None:
    assert drawn_forms(to_send=False) == set(Form)
    assert heard(Kind.SUBMISSION) == drawn_forms(to_send=True)


def test_nothing_is_heard_that_has_no_name() -> None:
    """Commands, shortcuts and events are drawn by app.yaml, which has a test of its own."""
    for kind, id_ in routes.build():
        assert id_ in set(BY_KIND[kind]), (kind, id_)
    for kind in (Kind.COMMAND, Kind.SHORTCUT, Kind.EVENT):
        assert heard(kind) == set(BY_KIND[kind])


def test_the_table_of_roles_has_exactly_what_is_heard() -> None:
    assert {str(id_) for id_ in roles.MAY} == {str(id_) for _, id_ in routes.build()}


def test_no_id_means_two_things() -> None:
    """The roles are looked up by the id alone."""
    everybody = [str(id_) for enum in BY_KIND.values() for id_ in enum]
    assert sorted(everybody) == sorted(set(everybody))


def test_whoever_may_not_is_told_in_a_sentence_who_may() -> None:
    for id_ in roles.MAY:
        said = roles.refusal(id_, frozenset())
        assert said is None or said.endswith(".")
        assert (said is None) == (roles.MAY[id_] == roles.ANYBODY)
        assert all(roles.refusal(id_, frozenset({role})) is None for role in roles.MAY[id_])


ANYBODY = frozenset[Role]()
SELLING = frozenset({Role.SELLER, Role.MANAGER})
DECIDING = frozenset({Role.SELLER, Role.OWNER, Role.MANAGER})
OWNING = frozenset({Role.OWNER, Role.MANAGER})
ANSWERING = frozenset({Role.ADVOCATE})
MANAGING = frozenset({Role.MANAGER})
INVITING = frozenset({Role.OWNER, Role.MANAGER})
WHO_MAY = {
    "digest_decision": MANAGING,
    "/advocate": ANYBODY,
    "account": DECIDING,
    "invite": DECIDING,
    "invite_answer": DECIDING,
    "open_invite": INVITING,
    "record_invite_answer": DECIDING,
    "invite_nominated": DECIDING,
    "nominated_not_now": DECIDING,
    "verify_claim": DECIDING,
    "void_claim": DECIDING,
    "objection_done": DECIDING,
    "objection_keep": DECIDING,
    "join": ANSWERING,
    "refuse_invitation": ANSWERING,
    "join_again": ANSWERING,
    "nudge_yes": ANSWERING,
    "nudge_later": ANSWERING,
    "nudge_stay": ANSWERING,
    "nudge_stop": ANSWERING,
    "nudge_never": ANSWERING,
    "nudge_hand_in": ANSWERING,
    "nudge_task": DECIDING,
    "allow_again": ANSWERING,
    "own_page": ANSWERING,
    "erase": ANSWERING,
    "own_page_window": ANSWERING,
    "send_own_page": ANSWERING,
    "own_limit": ANSWERING,
    "own_consents": ANSWERING,
    "pause_until": ANSWERING,
    "resume": ANSWERING,
    "stop_unasked": ANSWERING,
    "leave": ANSWERING,
    "/reference": SELLING,
    "reference_shortcut": SELLING,
    "open_need": SELLING,
    "deal": SELLING,
    "more_details": SELLING,
    "need": SELLING,
    "candidate": SELLING,
    "shortlist": SELLING,
    "cancel_reference": SELLING,
    "held_on": SELLING,
    "remind": SELLING,
    "line_more": SELLING,
    "look_again": SELLING,
    "bring_back": SELLING,
    "smaller_activity": SELLING,
    "change_need": SELLING,
    "share_line": SELLING,
    "add_colleagues": SELLING,
    "no_longer_needed": SELLING,
    "/rung": MANAGING,
    "queue_page": MANAGING,
    "queue_item": MANAGING,
    "decide": MANAGING,
    "hand": MANAGING,
    "exception": MANAGING,
    "change_setting": MANAGING,
    "setting": MANAGING,
    "ladder_activity": MANAGING,
    "ladder_name": MANAGING,
    "ladder_preview": MANAGING,
    "open_ladder": MANAGING,
    "ladder_rung": MANAGING,
    "ladder_rename": MANAGING,
    "ladder_change": MANAGING,
    "ladder_add": MANAGING,
    "ladder_edit": MANAGING,
    "ladder_retire": MANAGING,
    "ladder_retired": MANAGING,
    "ladder_bring_back": MANAGING,
    "ladder_history": MANAGING,
    "roles_page": MANAGING,
    "role_person": MANAGING,
    "role": MANAGING,
    "follow_group": MANAGING,
    "group": MANAGING,
    "in_log": MANAGING,
    "log": MANAGING,
    "log_page": MANAGING,
    "group_of_role": MANAGING,
    "owners_page": MANAGING,
    "choose_owner": MANAGING,
    "account_to_hand": MANAGING,
    "hand_over": MANAGING,
    "texts_language": MANAGING,
    "texts_page": MANAGING,
    "texts_group": MANAGING,
    "texts": MANAGING,
    "edit_text": MANAGING,
    "text": MANAGING,
    "back_to_own_text": MANAGING,
    "user_change": ANYBODY,
    "home_tab": ANYBODY,
    "home_newer": ANYBODY,
    "home_older": ANYBODY,
    "approve": DECIDING,
    "refuse_now": DECIDING,
    "refuse_deal": DECIDING,
    "ask_in_person": DECIDING,
    "more_on_approval": DECIDING,
    "personal_line": DECIDING,
    "save_line": DECIDING,
    "standing": DECIDING,
    "hold_back": DECIDING,
    "record_answer": DECIDING,
    "passed_on": DECIDING,
    "relay_answer": DECIDING,
    "try_slack": DECIDING,
    "away_until": OWNING,
    "back": OWNING,
    "backup": OWNING,
    "withdraw_standing": DECIDING,
    "lift_block": DECIDING,
    "accept": ANSWERING,
    "not_this": ANSWERING,
    "not_now_until": ANSWERING,
    "something_else": ANSWERING,
    "accept_if_no_conflict": ANSWERING,
    "confirm_yes": ANSWERING,
    "withdraw_yes": ANSWERING,
    "back_out": ANSWERING,
    "why_not": ANSWERING,
    "rest_month": ANSWERING,
    "rest_until": ANSWERING,
    "customer_task": DECIDING,
    "useful": SELLING,
    "did_not_happen": SELLING,
    "tell_outcome": SELLING,
    "nps_score": ANSWERING,
    "nps_say": ANSWERING,
    "nps_skip": ANSWERING,
    "talked_to_them": DECIDING,
    "block_account_until": DECIDING,
    "survey_step": ANSWERING,
    "open_survey": ANSWERING,
    "survey_form": ANSWERING,
    "draft": ANSWERING,
    "open_publish": DECIDING,
    "publish_draft": DECIDING,
    "draft_task": DECIDING,
    "first_step": DECIDING,
    "invite_promoter": DECIDING,
    "wishes_page": MANAGING,
    "try_message_again": MANAGING,
    "let_message_go": MANAGING,
    "overdue_debriefs": SELLING,
    "experience": ANSWERING,
    "not_happened": ANSWERING,
    "it_was_held": DECIDING,
    "it_was_not_held": DECIDING,
    "it_was_moved": DECIDING,
    "moved": DECIDING,
    "log_participation": OWNING,
    "who_did_it": OWNING,
    "logged": OWNING,
    "open_ledger": OWNING,
    "ledger_page": OWNING,
    "open_give_back": OWNING,
    "give_back": OWNING,
    "peer": OWNING,
    "withdraw_giveback": OWNING,
    "giveback_yes": ANSWERING,
    "giveback_no": ANSWERING,
    "take_giveback_back": ANSWERING,
    "giveback_task": DECIDING,
    "giveback_word": DECIDING,
    "open_company": OWNING,
    "record_approval": OWNING,
    "company_approval": OWNING,
    "withdraw_approval": OWNING,
    "public_sector": MANAGING,
    "ledger_entry": OWNING,
    "correction": OWNING,
    "voiding": OWNING,
    "upload_kind": MANAGING,
    "upload_dates": MANAGING,
    "take_upload": MANAGING,
    "leave_upload": MANAGING,
    "show_faults": MANAGING,
    "faults_page": MANAGING,
    "file_shared": ANYBODY,
    "message.im": ANYBODY,
    "app_home_opened": ANYBODY,
    "app_uninstalled": ANYBODY,
    "tokens_revoked": ANYBODY,
}


def test_who_may_do_what() -> None:
    """Written out once more by hand: the table is what stands between a customer and somebody else's answer."""
    assert {str(id_): allowed for id_, allowed in roles.MAY.items()} == WHO_MAY

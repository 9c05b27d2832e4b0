"""Nobody reads a name that is kept from them: every message, and Home, as it stands at the end."""

from models.ask import Ask, AskState
from models.message import Message, MessageKind
from tests.histories.known import Known
from tests.histories.life import Life
from tests.histories.onlooker import YES

NAMED = YES | {AskState.CHECKING}
SELLERS = ("U0TOM", "U0SOFIA")


class Masks:
    def __init__(self, life: Life) -> None:
        self.life = life
        # Questions whose customer said *Yes* or *Yes, if no conflict* once, whatever came of them.
        self.agreed: set[str] = set()

    def note(self, known: Known) -> None:
        self.agreed |= {ask.id for ask in known.asks.values() if ask.state in NAMED}

    async def check(self, known: Known) -> None:
        customers = {person.slack_user_id: person.id for person in known.people.values()}
        for row, text in await self.life.screens():
            if row.recipient in customers:
                self._customer_reads(known, customers[row.recipient], text, row)
            if row.recipient in SELLERS:
                self._seller_reads(known, text, self._of_line(known, row))
        for user, advocate_id in customers.items():
            for tab in ("asked", "about_me"):
                self._customer_reads(known, advocate_id, await self.life.home(user or "", tab))
        for seller in SELLERS:
            self._seller_reads(known, await self.life.home(seller, "references"), list(known.asks.values()))

    def _customer_reads(self, known: Known, advocate_id: str, text: str, row: Message | None = None) -> None:
        """A prospect is described, until the seller allowed the name and the customer agreed; see `may`."""
        person = known.people[advocate_id]
        own_company = known.accounts[person.account_id].name
        may = {
            known.deals[ask.deal_id].prospect
            for ask in known.asks.values()
            if ask.advocate_id == advocate_id
            and (row is None or row.subject == ask.id)
            and ask.id in self.agreed
            and known.references[ask.reference_id].named
        }
        for prospect in {deal.prospect for deal in known.deals.values()} - may - {own_company}:
            assert prospect not in text, f"{person.name} reads {prospect} in {row.kind if row else 'Home'}"

    def _seller_reads(self, known: Known, text: str, asks: list[Ask]) -> None:
        """A customer is company and role until they said yes."""
        open_to = {
            ask.advocate_id for ask in asks if ask.id in self.agreed and ask.state is not AskState.CHECKING
        }
        for person in known.people.values():
            if person.id not in open_to:
                assert person.name not in text, f"a seller reads {person.name}"
                assert person.email not in text

    def _of_line(self, known: Known, row: Message) -> list[Ask]:
        """The asks that a message to a seller is about."""
        if row.kind is MessageKind.LINE:
            return [ask for ask in known.asks.values() if ask.reference_id == row.subject]
        return [ask for ask in known.asks.values() if ask.id == row.subject]

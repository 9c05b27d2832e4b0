"""Finding people in a workspace of thousands: by words, a page at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from sandbox.people import User

PAGE = 200  # people that a page of the list holds
RECENT = 20


class Directory:
    """The people of a workspace by name. `recent` are the ids of those one was lately, the last one last."""

    def __init__(self, users: Mapping[str, User]) -> None:
        self.recent: dict[str, None] = {}
        self._users = users
        self._by_name: list[tuple[str, User]] | None = None
        self._by_email: dict[str, list[str]] | None = None

    def changed(self) -> None:
        """Somebody came, or is described otherwise now."""
        self._by_name = self._by_email = None

    def was(self, user_id: str) -> None:
        """Somebody acts as this person now."""
        self.recent.pop(user_id, None)
        self.recent[user_id] = None
        if len(self.recent) > RECENT:
            del self.recent[next(iter(self.recent))]

    def find(self, words: str) -> list[User]:
        """All whose name, title, standing or id hold each of these words, by name; without words, all."""
        wanted = words.lower().split()
        if not wanted:
            return [user for _, user in self._sorted()]
        return [user for text, user in self._sorted() if all(word in text for word in wanted)]

    def with_email(self, address: str) -> list[User]:
        """Everybody with this address, whatever its case."""
        if self._by_email is None:
            self._by_email = defaultdict(list)
            for user in self._users.values():
                self._by_email[user.email.lower()].append(user.id)
        return [self._users[each] for each in self._by_email.get(address.lower(), [])]

    def page(self, found: Collection[User], waiting: Iterable[str], limit: int) -> list[User]:
        """At most `limit` of those found: the recent ones, then those who are `waiting`, then by name."""
        if len(found) <= limit:
            return list(found)
        known = {user.id: user for user in found}
        shown: dict[str, User] = {}
        for each in chain(reversed(self.recent), waiting, known):
            if each in known:
                shown[each] = known[each]
            if len(shown) == limit:
                break
        return list(shown.values())

    def _sorted(self) -> list[tuple[str, User]]:
        if self._by_name is None:
            by_name = sorted(self._users.values(), key=lambda each: (each.real_name or each.name).lower())
            self._by_name = [(_text(user), user) for user in by_name]
        return self._by_name


def _text(user: User) -> str:
    return " ".join([user.real_name, user.name, user.title, user.kind.replace("_", " "), user.id]).lower()

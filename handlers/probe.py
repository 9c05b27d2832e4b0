"""Asks our own port how we are. Of the standard library alone: a container does so every few seconds."""

import http.client
import sys

ALIVE, READY = "/healthz", "/readyz"
WITHIN = 4.0  # seconds
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  (listened on, never called)


def ask(host: str, port: int, path: str) -> tuple[bool, str]:
    """Is it well, and what it says; raises OSError where nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1" if host in EVERYWHERE else host, port, timeout=WITHIN)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status == http.client.OK, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


if __name__ == "__main__":
    try:
        well, said = ask("127.0.0.1", int(sys.argv[1]), ALIVE)
    except OSError as problem:
        well, said = False, str(problem)
    sys.stdout.write(f"{said}\n")
    sys.exit(not well)

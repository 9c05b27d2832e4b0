"""A page for a browser: a few sentences, at most one button. No script, nothing from elsewhere."""

import base64
import hashlib
from html import escape

STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:36rem;margin:12vh auto;padding:0 1.5rem;"
    "color:#1c2b27;background:#fbfaf7}"
    "h1{font-size:1.5rem;line-height:1.3}"
    "a{display:inline-block;margin-top:1rem;padding:.6rem 1.4rem;border-radius:.4rem;"
    "background:#1f3a34;color:#fff;text-decoration:none}"
    "a:focus-visible{outline:3px solid #c8783c;outline-offset:3px}"
    "@media(prefers-color-scheme:dark){body{color:#e6ebe8;background:#15201d}a{background:#a9d3c4;color:#15201d}}"
)
STYLE_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def page(title: str, *sentences: str, button: tuple[str, str] | None = None) -> str:
    """The whole document; `button`: its label and its address. All of it is text, whatever it holds."""
    said = "".join(f"<p>{escape(each)}</p>" for each in sentences)
    pressed = f'<p><a href="{escape(button[1])}">{escape(button[0])}</a></p>' if button else ""
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1>{said}{pressed}</main></body></html>"
    )

"""The prospect as a customer reads of it: described, not named."""

from bot.kit.text import foreign
from bot.rules.matching import SIZES
from models.deal import Deal

COUNTRIES = {
    "DE": "Germany",
    "AT": "Austria",
    "CH": "Switzerland",
    "GB": "the United Kingdom",
    "IE": "Ireland",
    "SE": "Sweden",
    "NO": "Norway",
    "DK": "Denmark",
    "FI": "Finland",
    "NL": "the Netherlands",
    "BE": "Belgium",
    "LU": "Luxembourg",
    "FR": "France",
    "ES": "Spain",
    "IT": "Italy",
    "PT": "Portugal",
    "US": "the United States",
    "CA": "Canada",
    "JP": "Japan",
    "SG": "Singapore",
    "AU": "Australia",
    "IN": "India",
}


def described(deal: Deal) -> str:
    """A prospect is described, not named, until everybody agreed to more."""
    industry = foreign(deal.industry, 60).lower() if deal.industry else ""
    article = "an" if industry.startswith(("a", "e", "i", "o", "u")) else "a"
    kind = f"{article} {industry} company" if industry else "a company"
    place = f" in {COUNTRIES[deal.country]}" if deal.country in COUNTRIES else ""
    size = f" with {SIZES[deal.size_band].replace('-', '–')} people" if deal.size_band is not None else ""
    return f"{kind}{place}{size} that is choosing a product like ours"

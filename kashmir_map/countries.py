"""Names of the countries that sources are published in, by the codes that the record uses."""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "Not known"
"""What an empty code means: not found out, or published above countries."""

_NAMES: Final[dict[str, str]] = {
    "AE": "United Arab Emirates",
    "AF": "Afghanistan",
    "AM": "Armenia",
    "AT": "Austria",
    "AU": "Australia",
    "AZ": "Azerbaijan",
    "BB": "Barbados",
    "BD": "Bangladesh",
    "BE": "Belgium",
    "BG": "Bulgaria",
    "BH": "Bahrain",
    "BR": "Brazil",
    "CA": "Canada",
    "CH": "Switzerland",
    "CL": "Chile",
    "CN": "China",
    "CY": "Cyprus",
    "DE": "Germany",
    "ES": "Spain",
    "FJ": "Fiji",
    "FR": "France",
    "GB": "United Kingdom",
    "HK": "Hong Kong",
    "ID": "Indonesia",
    "IE": "Ireland",
    "IL": "Israel",
    "IN": "India",
    "IQ": "Iraq",
    "IR": "Iran",
    "IS": "Iceland",
    "IT": "Italy",
    "JO": "Jordan",
    "JP": "Japan",
    "KE": "Kenya",
    "KR": "South Korea",
    "KW": "Kuwait",
    "LB": "Lebanon",
    "LK": "Sri Lanka",
    "LT": "Lithuania",
    "MY": "Malaysia",
    "EG": "Egypt",
    "NG": "Nigeria",
    "PH": "Philippines",
    "NL": "Netherlands",
    "NP": "Nepal",
    "NZ": "New Zealand",
    "PK": "Pakistan",
    "QA": "Qatar",
    "RU": "Russia",
    "SA": "Saudi Arabia",
    "SG": "Singapore",
    "TH": "Thailand",
    "TJ": "Tajikistan",
    "TR": "Turkey",
    "TW": "Taiwan",
    "UA": "Ukraine",
    "UN": "United Nations",
    "US": "United States",
    "VE": "Venezuela",
    "ZA": "South Africa",
}


def country_name(code: str) -> str:
    """English name of an ISO 3166 code or "UN"; a code without a name stays as it is."""
    return _NAMES.get(code, code) or UNKNOWN

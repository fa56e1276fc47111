"""The pages that are only text, by their name in the address."""

from decisionaid.about.texts.accessibility import ACCESSIBILITY
from decisionaid.about.texts.limits import LIMITS
from decisionaid.about.texts.method import METHOD
from decisionaid.about.texts.privacy import PRIVACY

TEXT_PAGES = {
    "method": METHOD,
    "limits": LIMITS,
    "privacy": PRIVACY,
    "accessibility": ACCESSIBILITY,
}

"""Where the record of the agreement stands: the announcements that more than one clause is reported from.

A source is named so that a reader can find it: who said it, when, and where it was read.
"""

from __future__ import annotations

from typing import Final

JULY_2019: Final = "OpenAI, 22 July 2019, as copied at ngocminhtran.com"
JANUARY_2023: Final = "Fortune, 24 January 2023"
JANUARY_2025: Final = "Microsoft's blog, 21 January 2025"
OCTOBER_2025: Final = "OpenAI, 28 October 2025: openai.com/index/next-chapter-of-microsoft-openai-partnership"
FEBRUARY_2026: Final = "OpenAI, 27 February 2026: openai.com/index/continuing-microsoft-partnership"
APRIL_2026: Final = "Both parties, 27 April 2026, as quoted at theinformationmachine.fyi/items/941"
AGI_REPORTS: Final = "WIRED, as summed up at thelegendofhanuman.in and americanftwr.com"
NON_COMPETE: Final = "industrialnewstoday.com/microsofts-new-superintelligence-play-and-why-it-m-20251106"
SHARE_REPORTS: Final = "verdict.co.uk/microsoft-openai-negotiations-profit-shift"
CAP_REPORTS: Final = "cxovoice.com/openai-caps-microsoft-revenue-share-at-38-billion-in-major-deal-reset"
BACKLOG: Final = "Microsoft's report for the quarter to 31 March 2026, as read at ngtimes.org"
STAKE: Final = "Microsoft's report for the quarter to 31 March 2026, as read at thedailyscout.com"
OCTOBER_2024: Final = (
    "itc.ua/en/news/openai-raised-a-record-6-6-billion-at-a-valuation-of-157-billion-apple-refused-to-invest"
)
FUNDED_2025: Final = "Microsoft's filings, as read at peq42.com"
FUNDED_2026: Final = "Microsoft's report for the quarter to 31 March 2026, as read at nocodetechstacker.com"
CRISIS: Final = "axios.com/2023/11/22/openai-microsoft-sam-altman-ceo-chaos-timeline"
OBSERVER: Final = "devdiscourse.com/article/technology/3012539-microsoft-drops-board-observer-role-at-openai-amid-antitrust-scrutiny"
OPEN_WEIGHTS: Final = "windowsnews.ai, on the open-weight models of August 2025"
ACQUIRED: Final = "mandaequilibrium.com/the-windsurf-saga-explained"
ACQUISITION: Final = "techstartups.com, 11 July 2025"
ATTORNEYS: Final = "notforprivategain.org/november-update, on the terms of 28 October 2025"
GOVERNANCE: Final = (
    "whatthefuture.ai/blog/why-openai-may-cut-microsofts-revenue-share-by-2030 and techzine.eu"
)

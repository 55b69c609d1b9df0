"""Facts told as sentences, to one seat or to everybody, and a quarter as a letter of six lines.

One telling serves the app's news, ``replay --text`` and the letter. A seat is told nothing that its view would not show: whose
business a fact is, is decided here once. With ``seat`` ``None`` everything is told, which is for after the game.
"""

from game.debrief.riders import package_words as package_words
from game.debrief.telling.bargaining import HOW_MUCH as HOW_MUCH
from game.debrief.telling.bargaining import reason_words as reason_words
from game.debrief.telling.capacity import contract_words as contract_words
from game.debrief.telling.capacity import notice_words as notice_words
from game.debrief.telling.letter import ACCOUNTS as ACCOUNTS
from game.debrief.telling.letter import letter as letter
from game.debrief.telling.letter import short_letter as short_letter
from game.debrief.telling.news import SEEN_ACTIONS as SEEN_ACTIONS
from game.debrief.telling.saying import quoted_title as quoted_title
from game.debrief.telling.saying import who as who
from game.debrief.telling.stories import story as story
from game.debrief.telling.stories import tell as tell

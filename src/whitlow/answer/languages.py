"""This module tells English from other languages by the small words that each is full of.

It refuses to read any other: it says so, in that language where it can.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from whitlow.answer.english import FUNCTION, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ONLY_ENGLISH", "foreign"]

_SMALL: Final[Mapping[str, str]] = {
    "Spanish": """
        el la los las un una que de del en con por para como cuando donde cual es son está estoy
        tengo tiene mi mis su sus muy pero más no se lo le al y o hace días qué cómo puedo debo
        llevo desde dosis ojo boca
    """,
    "Portuguese": """
        o os as um uma que de do da dos das em com por para como quando onde qual é são está
        tenho tem meu minha seu sua muito mas mais não se ao e ou há dias posso devo desde dose
        olho boca você
    """,
    "French": """
        le la les un une des du de que qui quoi en avec par pour comme comment quand où quel
        quelle est sont j'ai je tu il elle nous vous mon ma mes son sa ses très mais plus ne pas
        se au aux et ou depuis jours puis dois c'est dose d'une l'on
    """,
    "German": """
        der die das den dem des ein eine einen einem einer und oder ist sind ich du er sie wir
        ihr mein meine sein seine sehr aber mehr nicht kein keine mit von für wie wann wo welche
        welcher seit tagen tage kann soll muss bei habe hat was zu auf im am
    """,
    "Italian": """
        il lo la gli le un una che di del della dei in con per come quando dove quale è sono sto
        ho ha mio mia suo sua molto ma più non si al e o da giorni posso devo dose occhio
    """,
    "Dutch": """
        de het een en of is zijn ik jij hij zij wij mijn zeer maar meer niet geen met van voor
        hoe wanneer waar welke sinds dagen kan moet bij heb heeft wat te op in mag
    """,
    "Polish": """
        i w z na do się nie jest są mam ma mój moja jak kiedy gdzie czy od dni mogę dla po co
        przez ale bardzo
    """,
    "Turkish": """
        ve bir bu ne için ile var yok çok ama gün gibi benim kadar değil
    """,
}
SMALL_WORDS: Final = {name: frozenset(words.split()) for name, words in _SMALL.items()}
FEWEST: Final = 3
ONLY_ENGLISH: Final = (
    "This guideline answers in English only, and it has not read the question. "
    "Solo inglés. Anglais seulement. Nur Englisch. Solo inglese. Só inglês. "
    "In an emergency call your local emergency number now: "
    "En caso de urgencia, llame ahora a emergencias. En cas d'urgence, appelez les secours. "
    "Im Notfall sofort den Notruf wählen. In caso di emergenza, chiami subito i soccorsi. "
    "Em emergência, ligue já para o número de socorro."
)


def foreign(text: str) -> str:
    """Return the language of a text, or its script, where it is not English; else nothing.

    >>> foreign("¿Qué hago? Llevo doce días con las llagas en la boca y no mejoran")
    'Spanish'
    >>> foreign("Which swab do I send?")
    ''
    """
    script = _script(text)
    if script:
        return script
    words = [word for word, _, _ in words_of(text)]
    counts = {
        name: sum(word in small and word not in FUNCTION for word in words)
        for name, small in SMALL_WORDS.items()
    }
    shared = {name: sum(word in small for word in words) for name, small in SMALL_WORDS.items()}
    best = min(counts, key=lambda name: (-counts[name], -shared[name], name))
    english = sum(word in FUNCTION for word in words)
    return best if counts[best] >= FEWEST and counts[best] > english else ""


def _script(text: str) -> str:
    """Return the script of most letters where it is not the Latin one, Greek signs apart."""
    letters = [sign for sign in text if sign.isalpha()]
    strange = [sign for sign in letters if not _is_latin(sign)]
    if not letters or len(strange) * 2 <= len(letters):
        return ""
    return unicodedata.name(strange[0], "unknown").split()[0].capitalize()


def _is_latin(sign: str) -> bool:
    return sign.isascii() or "LATIN" in unicodedata.name(sign, "")

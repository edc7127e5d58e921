"""The steps of the oracle: how each thing that can be recorded changes an item, told a second time.

Each step says whether it could have happened where it stands; what could not changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

State: TypeAlias = dict[str, Any]

AFTER_CLOSING = {
    "note-made.v1",
    "evidence-filed.v1",
    "measure-read.v1",
    "progress-judged.v1",
    "recommendation-linked.v1",
    "themes-given.v1",
    "recommendation-reopened.v1",
    "recommendation-reissued.v1",
    "recommendation-dropped.v1",
}


def status(item: State) -> str:
    """Return where the item stands by itself."""
    states = {a["status"] for a in item["actions"].values()} - {"withdrawn"}
    if item["closed_as"]:
        return "closed"
    if item["proposed"]:
        return "closure proposed"
    if item["response"] is None:
        return "awaiting response"
    if item["response"] == "not agreed" or not states:
        return str(item["response"])
    return "actions complete" if states == {"complete"} else "in progress"


def tell(item: State, step: State) -> bool:
    """Let one step change the item; return False, with nothing changed, where it cannot be."""
    says, kind = step["says"], step["says"]["type"]
    if item["closed_as"] and kind not in AFTER_CLOSING:
        return False
    action = item["actions"].get(says.get("action"))
    if action is None and says.get("action") is not None and kind != "action-assigned.v1":
        return False
    if not TELLING[kind.removesuffix(".v1")](item, action, says, step):
        return False
    if kind == "measure-read.v1":
        action = item["actions"].get(item["outcomes"][says["outcome"]]["action"])
    if action is not None:
        action["touched"] = step["on"]
    return True


def _by(step: State) -> str:
    minuted = step["says"].get("minuted")
    return str(minuted["decided_by"] if minuted else step["actor"])


def _open(action: State) -> bool:
    return action["status"] in {"not started", "in progress"}


def _unfinished(item: State, closed_as: str) -> bool:
    return closed_as == "implemented" and any(map(_open, item["actions"].values()))


def _printed_again(item: State, _: Any, says: State, step: State) -> bool:
    if step["on"] < item["published"]:
        return False
    words = [says[part] for part in ("kind", "text", "addressee", "standard")]
    item.update(words=words, reissued=step["on"], dropped=None)
    return True


def _dropped(item: State, _: Any, __: State, step: State) -> bool:
    if step["on"] < item["published"] or item["dropped"]:
        return False
    item["dropped"] = step["on"]
    return True


def _responded(item: State, _: Any, says: State, step: State) -> bool:
    if says["response"] == "not agreed" and any(map(_open, item["actions"].values())):
        return False
    item.update(response=says["response"], answered_by=_by(step))
    return True


def _assigned(item: State, action: Any, says: State, step: State) -> bool:
    if action is not None or item["response"] == "not agreed":
        return False
    item["actions"][says["action"]] = {
        "what": says["what"],
        "status": "not started",
        "owner": says["owner"],
        "with": list(says["supporting"]),
        "first_due": says["due"],
        "due": says["due"],
        "percent": None,
        "begun": False,
        "assigned": step["on"],
        "finished": None,
        "ended_by_closure": False,
        "asked": None,
        "dates": [],
        "touched": step["on"],
    }
    return True


def _progressed(_: State, action: Any, says: State, __: State) -> bool:
    if action["status"] == "withdrawn":
        return False
    if action["status"] == "complete" and says["percent"] not in {None, 100}:
        return False
    if says["percent"] is not None:
        action["percent"] = says["percent"]
    if _open(action):
        action.update(status="in progress", begun=True)
    return True


def _completed(_: State, action: Any, __: State, step: State) -> bool:
    if not _open(action):
        return False
    action.update(status="complete", begun=True, asked=None, finished=step["on"])
    return True


def _withdrawn(_: State, action: Any, __: State, step: State) -> bool:
    if not _open(action):
        return False
    action.update(status="withdrawn", asked=None, finished=step["on"])
    return True


def _action_reopened(item: State, action: Any, _: State, __: State) -> bool:
    if _open(action) or item["response"] == "not agreed":
        return False
    back_to = "in progress" if action["begun"] else "not started"
    action.update(status=back_to, finished=None, ended_by_closure=False)
    return True


def _reowned(_: State, action: Any, says: State, __: State) -> bool:
    if _open(action):  # a hand-over planned for later is overtaken by the end of the action
        action["owner"] = says["owner"]
    return True


def _asked(_: State, action: Any, says: State, step: State) -> bool:
    if not _open(action) or action["asked"]:
        return False
    action["asked"] = {"was": action["due"], "to": says["to"], "by": step["actor"]}
    return True


def _date_agreed(_: State, action: Any, says: State, step: State) -> bool:
    if not action["asked"]:
        return False
    asked = action["asked"]
    agreed = [asked["was"], says["to"], asked["by"], _by(step), step["on"]]
    action.update(due=says["to"], asked=None, dates=[*action["dates"], agreed])
    return True


def _date_refused(_: State, action: Any, __: State, ___: State) -> bool:
    waited, action["asked"] = action["asked"], None
    return waited is not None


def _outcome(item: State, _: Any, says: State, __: State) -> bool:
    counted = says["measure"] is not None
    item["outcomes"][says["outcome"]] = {
        "action": says["action"],
        "counted": counted,
        "readings": [],
    }
    return True


def _read(item: State, _: Any, says: State, step: State) -> bool:
    outcome = item["outcomes"].get(says["outcome"])
    if outcome is None or not outcome["counted"]:
        return False
    outcome["readings"].append([step["on"], says["value"]])
    return True


def _filed(item: State, _: Any, says: State, step: State) -> bool:
    item["evidence"][says["evidence"]] = [says["action"], says["of"], step["on"]]
    return True


def _proposed(item: State, _: Any, says: State, step: State) -> bool:
    if item["proposed"] or _unfinished(item, says["closed_as"]):
        return False
    item["proposed"] = [says["closed_as"], step["actor"], step["on"]]
    return True


def _closed(item: State, _: Any, says: State, step: State) -> bool:
    if not item["proposed"] or _unfinished(item, says["closed_as"]):
        return False
    proposer = item["proposed"][1]
    item.update(
        closed_as=says["closed_as"], proposed=None, closed_by=[proposer, _by(step), step["on"]]
    )
    for action in item["actions"].values():
        if _open(action):
            action.update(
                status="withdrawn", asked=None, finished=step["on"], ended_by_closure=True
            )
    return True


def _closure_refused(item: State, _: Any, __: State, ___: State) -> bool:
    waited, item["proposed"] = item["proposed"], None
    return waited is not None


def _reopened(item: State, _: Any, __: State, ___: State) -> bool:
    if not item["closed_as"]:
        return False
    item.update(closed_as=None, closed_by=None, reopened=item["reopened"] + 1)
    return True


def _viewed(where: str) -> Telling:
    def tell(item: State, _: Any, says: State, step: State) -> bool:
        item[where].append([says["progress"], _by(step), step["on"]])
        return True

    return tell


def _added(where: str, what: Callable[[State], list[Any]]) -> Telling:
    def tell(item: State, _: Any, says: State, __: State) -> bool:
        item[where] += [new for new in what(says) if new not in item[where]]
        return True

    return tell


Telling: TypeAlias = Callable[[State, Any, State, State], bool]
TELLING: dict[str, Telling] = {
    "recommendation-made": lambda *_: False,
    "recommendation-reissued": _printed_again,
    "recommendation-dropped": _dropped,
    "note-made": lambda *_: True,
    "response-given": _responded,
    "action-assigned": _assigned,
    "action-progressed": _progressed,
    "action-completed": _completed,
    "action-withdrawn": _withdrawn,
    "action-reopened": _action_reopened,
    "action-reowned": _reowned,
    "date-change-asked": _asked,
    "date-change-agreed": _date_agreed,
    "date-change-refused": _date_refused,
    "outcome-stated": _outcome,
    "measure-read": _read,
    "evidence-filed": _filed,
    "closure-proposed": _proposed,
    "closure-agreed": _closed,
    "closure-refused": _closure_refused,
    "recommendation-reopened": _reopened,
    "progress-claimed": _viewed("claims"),
    "progress-judged": _viewed("judgements"),
    "recommendation-linked": _added("links", lambda x: [[x["relation"], x["to"], x["action"]]]),
    "themes-given": _added("themes", lambda x: list(dict.fromkeys(x["themes"]))),
}

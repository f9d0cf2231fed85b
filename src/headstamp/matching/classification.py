"""What each field of candidates, judgements and checks is: they tell of things; a typed reason may name a person."""

from headstamp.registry.classification import fields

CLASSIFIED = {
    "matching.Cursor": fields(technical="id position at"),
    "matching.Candidate": fields(
        technical="id uid one other position found_at compared_at", told="proposal probability worth"
    ),
    "matching.Judgement": fields(
        technical="id candidate supersedes one_version other_version",
        told="word probability",
        named="reason",
        kept="at by",
    ),
    "matching.EventCursor": fields(technical="id position at crowded"),
    "matching.EventCandidate": fields(
        technical="id uid one other position found_at compared_at", told="proposal probability worth"
    ),
    "matching.EventJudgement": fields(
        technical="id candidate supersedes one_version other_version",
        told="word probability",
        named="reason",
        kept="at by",
    ),
    "matching.ListCompared": fields(technical="id arms_list position at"),
    "matching.ListFind": fields(technical="id found_at", told="item arm arms_list"),
    "matching.NumberCheck": fields(technical="id uid", told="item number part at answers", kept="by"),
}

"""Dates, amounts, counts, names and places as they stand in a sentence. Nothing here reads a value."""

from __future__ import annotations

import re

MONTH = (r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
         r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)")
A_MONTH = re.compile(rf"\b{MONTH}\b")
YEAR = r"(?:19|20)\d\d"
FINANCIAL = r"(?:(?:20)?\d\d\s*/\s*(?:20)?\d\d)"
DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b(?:\s+{YEAR})?|\b{MONTH}\b(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?"
    rf"(?:,?\s+{YEAR})?|\b{YEAR}\b|\b{FINANCIAL}\b|\b(?:spring|summer|autumn|winter)\b(?=\s+(?:of\s+)?{YEAR})|"
    r"\b(?:quarter (?:one|two|three|four|[1-4])|Q[1-4])\b|\bcoming weeks\b|\b(?:next|this|last) (?:week|month|year)\b|"
    r"\bend of (?:the )?(?:year|month|quarter)\b|\bmidpoint of the financial year\b", re.I)
CALENDAR = re.compile(rf"{MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|Easter|Christmas|Spring|Summer|"
                      r"Autumn|Winter", re.I)
# "may" is a verb far more often than a month: it counts only beside a number or after a preposition of time.
NOT_MAY = re.compile(rf"\bmay\b(?!\s+(?:{YEAR}|\d))", re.I)
MAY_DATE = re.compile(r"\b(?:in|by|since|until|till|to|of|and|from|during|\d(?:st|nd|rd|th)?)\s+May\b")
MONEY = re.compile(r"[£€$]\s?\d[\d,]*(?:\.\d+)?\s*(?:m\b|k\b|bn\b|million|billion|thousand)?|"
                   r"\b\d[\d,]*(?:\.\d+)?\s*(?:pounds|pence)\b", re.I)
PERCENT = re.compile(r"\d(?:[\d,]*(?:\.\d+)?)?\s*(?:%|per ?cent\b|percentage points?\b)|"
                     r"\b(?:half|a third|two thirds|a quarter|three quarters)\b(?! (?:one|two|three|four|[1-4])\b)|"
                     r"\bone in (?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.I)
_COUNT = (r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
          r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen)")
NUMBER = re.compile(r"(?<![\w.,£€$:/])(?<![A-Za-z]-)\d[\d,]*(?:\.\d+)?(?![\d,]*[%:/])"
                    r"(?!\s*(?:per ?cent|st\b|nd\b|rd\b|th\b|%))(?!\w)")
NUMBER_WORD = re.compile(rf"\b{_COUNT}\b", re.I)
PHONE = re.compile(r"\b0\d{2,4}[\s-]?\d{3}[\s-]?\d{3,4}\b|\b0\d{9,10}\b|\b[\w.+-]+@[\w-]+\.[\w.-]+\b|\bwww\.\S+|https?://\S+")
FREQUENCY = re.compile(r"\b(?:daily|weekly|fortnightly|monthly|bi-monthly|quarterly|annually|annual|yearly|twice a \w+|"
                       r"once (?:a|per|every) \w+|every (?:\w+ )?(?:day|week|month|quarter|year|fortnight)s?|"
                       r"(?:two|three|four|six|\d+) times a \w+|\d[\d,]* times|"
                       r"at least once|regular(?:ly)?|rolling basis)\b", re.I)
RANK = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|highest|"
                  r"lowest|top|bottom)\b", re.I)
REASON = re.compile(r"\b(?:because|due to|owing to|as a (?:result|consequence)|result(?:s|ed|ing)? (?:of|from)|"
                    r"caus(?:e|es|ed)\b|led to|in order to|(?:puts?|putting) (?:\w+ ){0,3}?down to|attribut\w+|"
                    r"(?:is|was) why|behind (?:the|this|that)|so (?:that|as to)|given that|on account of|reasons?|"
                    r"purpose|aim(?:s|ed|ing)?\b|"
                    r"objective|intended|designed|pending|therefore|used to|enabl(?:e|es|ing)|outcomes?|this will|"
                    r"since (?!\d|(?:the )?(?:january|february|march|april|may|june|july|august|september|october|"
                    r"november|december|spring|summer|autumn|winter|easter|christmas|start|beginning|last)\b)|"
                    r"as (?:the|they|it|he|she|we|there|no|more|fewer|many|most|some|part of)\b|threaten\w*|"
                    r"to (?:ensure|enable|support|reduce|increase|improve|provide|help|inform|prepare|allow|understand|"
                    r"deliver|drive|address|offset|prevent|continue|make|tackle|keep|meet|protect|achieve|better|cut|"
                    r"stop|let|give|raise|catch|deter|encourage|remember|mark|save|avoid|find|get|free))\b", re.I)
PURPOSE = re.compile(REASON.pattern + r"|\b(?:which|that|who) (?:lets?|allows?|helps?|offers?|provides?|works?|"
                     r"gives?)\b|\bfor\b|,\s+an? \w+", re.I)
# Words inside a sentence that mean what the one before it names.
MEANS = re.compile(r"\b(?:these|those|both|this|the) (?:two |three )?(?:projects?|schemes?|programmes?|initiatives?|"
                   r"operations?|posts?|roles?|services?|units?|sites?|stations?|cameras?|events?|groups?)\b", re.I)
DESCRIPTION = re.compile(r"\b(?:is|are|was|were) (?:an?|the|our|part|aimed|designed|intended|run|led)\b|"
                         r", (?:an?|the|which|where|in which) |"
                         r"\b(?:targets?|aims?|offers?|provides?|brings?|helps?|tackles?|focus(?:es)?|involves?|gives?|"
                         r"lets?|teaches|trains?|educates?|links?|delivers?|enables?|supports?)\b|"
                         r"\b(?:set up|established|launched|created|designed|aimed|intended) (?:at|to|for)\b", re.I)
EFFECT = re.compile(r"\b(?:fell|fall(?:en|s|ing)?|rose|risen|ris(?:e|es|ing)|reduc\w+|increas\w+|cut|halved|"
                    r"doubled|improv(?:ed|es)|"
                    r"worse(?:ned|ns)?|fewer|lower|higher|more than before|half as|twice as|down|dropp?\w*|grew|grown|"
                    r"result(?:s|ed)?|led to|means? that|no longer|stopped|made (?:a|no|the) difference|"
                    r"effect\w*|impact\w*|success\w*|feedback|found that|shows? that|per ?cent|%)\b|\d%", re.I)
CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?!\w)|"
                   r"\b\d{1,2}[:.]\d\d\s?hours\b|\b(?:noon|midday|midnight)\b", re.I)
COLOUR = re.compile(r"\b(?:red|orange|yellow|green|blue|navy|purple|pink|brown|black|white|gr[ea]y|silver|gold|"
                    r"turquoise|hi-?vis|high-visibility|fluorescent)\b", re.I)
ACTION = re.compile(r"\b(?:funded|funding|launch\w*|commission(?:ed|ing)|introduc\w+|work(?:s|ed|ing)?|develop\w*|"
                    r"establish\w*|expand\w*|expansion|provid\w+|paid|patrols?|met|agreed|review\w*|under ?way|"
                    r"continu\w+|will|has been|have been|being|award\w*|allocat\w+|invest\w*|deliver\w*|"
                    r"implement\w*|written|wrote|set up|bid|consult\w*|engag\w+|support\w*|strateg\w+|plans?|"
                    r"appointed|recruit\w*|monitor\w*|scrutinis\w+|trained|training|held)\b", re.I)
FINDING = re.compile(r"\b(?:find(?:s|ings?)?|found|outcomes?|results?|identif\w+|conclu\w+|recommend\w*|highlight\w*|"
                     r"revealed|agreed|areas? of concern|said|assurance|reassured|includ(?:e|ed|ing))\b", re.I)
CHANGE = re.compile(r"\b(?:\w*increas\w*|r(?:ise|ises|isen|ose|ising)|f(?:all|alls|allen|ell|alling)|reduc\w+|"
                    r"decreas\w*|declin\w*|grow\w*|grew|up|down|higher|lower|more|less|fewer|drop\w*|improv\w*|compar\w+|from|than|"
                    r"over(?:spen\w*)?|under(?:spen\w*)?|uplift|additional|further|extra)\b", re.I)
_SPAN = r"(?:years?|months?|weeks?|days?|period)"
DURATION = re.compile(rf"\b(?:throughout|until|for (?:a |an |the )?(?:\w+ ){{0,3}}{_SPAN}|up to|"
                      rf"(?:\d+|{_COUNT}) {_SPAN}|to {MONTH}|from .{{3,40}} to)\b", re.I)
# A length, weight, area or span of time: measured, not counted.
MEASURED = re.compile(rf"\b(?:\d[\d,]*(?:\.\d+)?|{_COUNT}(?:[ -]{_COUNT})?)[ -](?:square |cubic )?"
                      r"(?:hectares?|acres?|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|kilograms?|kilos?|tonnes?|litres?|(?:mega)?watts?|hours?|minutes?|seconds?|"
                      r"days?|weeks?|months?|years?|decades?|fortnights?)\b"
                      r"(?! (?:old )?(?:women|men|children|people|officers))", re.I)
# A kind of place, with a word of place before it.
SITE = re.compile(r"\b(?:in|at|inside|outside|to|into|from|near|on|along|beside|opposite|behind|across|around|through) "
                  r"(?:the |a |an |its |their |our |temporary |new |old |local |both |several |\w+ ){0,3}?"
                  r"(hospitals?|infirmary|librar(?:y|ies)|schools?|stations?|parks?|car parks?|centres?|villages?|"
                  r"streets?|roads?|courts?|prisons?|offices?|buildings?|cabins?|racecourse|showground|church(?:es)?|halls?|shops?|"
                  r"supermarkets?|pubs?|clubs?|hotels?|stadium|campus|university|college|estates?|depot|yard|"
                  r"airport|"
                  r"promenade|pier|beach|sea front|homes?|rooms?|address(?:es)?|markets?|towns?|cit(?:y|ies)|canal|"
                  r"towpath|underpass|path|moor|heath|cells?|custody|headquarters|control room|"
                  r"post offices?|online|website)\b", re.I)
CONTACT = re.compile(PHONE.pattern + r"|\b(?:online|web ?chat|web ?site|app|email(?:ed|ing)?|e-mail|live chat|"
                                     r"text(?:ing)?)\b", re.I)
_CAP = r"[A-Z][a-zA-Z'’\-]+"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Superintendent|Inspector|Sergeant)"
NAME = re.compile(rf"\b(?:{_TITLE}\.?\s+"
                  rf"(?:{_CAP}\s*){{1,3}}|{_CAP}\s+{_CAP}(?:\s+{_CAP})?)")
PROPER = re.compile(r"(?<!^)(?<![.!?:]\s)\b[A-Z][A-Za-z'’&\-]{2,}\b")
PLACE = re.compile(r"\b(?:in|at|across|from|near|around|throughout|within|between|to|for|outside|of|on|through)\s+"
                   r"(?:the\s+|(?:whole|rest) of\s+(?:the\s+)?)*[A-Z][\w'’&]+")
ROLE = re.compile(r"\b(?:PCC|PCCs|Commissioner|Chief Constable|Minister|Secretary|Deputy|Chief Executive|Chair|"
                  r"officers?|team|Board|boards|Committee|Panel|force|Force|Partnerships?|Council|councils|Service|Services|office|"
                  r"Office|Support|Police|residents|members|victims|offenders|stakeholders|partners|agencies|authorities|"
                  r"representatives|Trust|organisations|communities|Government|government|women|females|prisoners)\b")
# How a sentence begins that speaks of what the one before it names.
LEANING = re.compile(
    r"^[“\"'(]?(?:This|It|Its|They|Their|These|Those|That|He|She|His|Her|Such|Both|However|Also|Of these|Of those|"
    r"The (?:latter|former|scheme|project|programme|money|funding|fund|individual|session|meeting|aim|outcome|review|"
    r"process|campaign|service|work|team|unit|grant|results?|findings?|proposals?|briefings?|agendas?|"
    r"correspondence|duty|group|plan|figure|figures|survey|move|contract|deep dive))\b")

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"

namespace dragoman {

/// What an actor did by saying or doing something (domain brief, section c.1).
enum class Act : unsigned char {
  kDemand,
  kReject,
  kThreat,
  kConcession,
  kAccord,
  kMediate,
  kPressure,
  kEvent,
  kSignal,
  kAccuse,
  kInsult,
  kOutcome,
};
inline constexpr std::array<std::string_view, 12> kActNames = {
    "demand",   "reject", "threat", "concession", "accord", "mediate",
    "pressure", "event",  "signal", "accuse",     "insult", "outcome"};

/// Another reading of the same unit of text, with its probability; what it does not name stays.
struct ClaimReading {
  double p = 0;
  std::string cameo;
  std::string option;
  std::string rejects;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "p",
              .doc = "probability of this reading",
              .range = kUnitInterval,
              .unit = "probability",
              .required = true},
             &p);
    v->Visit({.name = "cameo", .doc = "event code in place of the claim's"}, &cameo);
    v->Visit({.name = "option", .doc = "option demanded in place of the claim's"}, &option);
    v->Visit({.name = "rejects", .doc = "option rejected in place of the claim's"}, &rejects);
  }
};

/// One coded act: who said or did what to whom, about which option, and how surely. The evidence
/// from which all preferences are derived.
struct Claim {
  std::string id;
  std::string tier;
  std::string source;
  std::string known_by;
  std::string actor;
  std::vector<std::string> targets;
  Act act = Act::kDemand;
  std::string cameo;
  std::string issue;
  std::string option;
  std::string rejects;
  double q = 1;
  double m = 1;
  double d = 1;
  bool reported_outcome = false;
  std::string note;
  std::vector<ClaimReading> alternatives;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "id", .doc = "unique name", .text = TextKind::kIdentifier, .required = true},
             &id);
    v->Visit({.name = "tier", .doc = "which body of evidence it belongs to", .required = true},
             &tier);
    v->Visit({.name = "source",
              .doc = "sentence of the founding text, or address of the report",
              .required = true},
             &source);
    v->Visit({.name = "known_by",
              .doc = "day by which it was public; not after the scenario's asof",
              .text = TextKind::kDate,
              .required = true},
             &known_by);
    v->Visit({.name = "actor", .doc = "party that speaks or acts", .required = true}, &actor);
    v->Visit({.name = "targets", .doc = "parties addressed", .required = true}, &targets);
    v->Visit({.name = "act", .doc = "kind of act", .required = true}, &act, kActNames);
    v->Visit({.name = "cameo",
              .doc = "CAMEO event code; its Goldstein weight is the act's force",
              .required = true},
             &cameo);
    v->Visit({.name = "issue", .doc = "issue it is about; none: it feeds trust and style only"},
             &issue);
    v->Visit({.name = "option", .doc = "option demanded or accepted"}, &option);
    v->Visit({.name = "rejects", .doc = "option rejected"}, &rejects);
    v->Visit({.name = "q",
              .doc = "attribution: quote 1, named official .9, narrator .8, unattributed .6, "
                     "unnamed rest .3",
              .range = {.min = 0, .max = 1, .min_open = true},
              .unit = "share"},
             &q);
    v->Visit({.name = "m",
              .doc = "prominence: 1.25 if a heading also carries it",
              .range = {.min = 0.5, .max = 2},
              .unit = "factor"},
             &m);
    v->Visit({.name = "d",
              .doc = "softener: .7 for 'in principle' or 'reluctant'; age decay",
              .range = {.min = 0, .max = 1, .min_open = true},
              .unit = "factor"},
             &d);
    v->Visit({.name = "reported_outcome",
              .doc = "the claim reports the result of the meeting that the scenario replays; "
                     "dropped by --without-reported-outcomes"},
             &reported_outcome);
    v->Visit({.name = "note", .doc = "paraphrase, for the reader"}, &note);
    v->Visit({.name = "alternatives", .doc = "other readings of the same unit"}, &alternatives);
  }
};

}  // namespace dragoman

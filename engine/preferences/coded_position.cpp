#include "engine/preferences/coded_position.h"

namespace dragoman {
namespace {

constexpr Range kPointsOfAxis{.min = 0, .max = 100};
constexpr const char* kPoints = "points of 0..100";

}  // namespace

void CodedPosition::Serialize(FieldVisitor* v) {
  v->Visit({.name = "party", .doc = "who wants it", .required = true}, &party);
  v->Visit({.name = "issue", .doc = "on which issue", .required = true}, &issue);
  v->Visit({.name = "position",
            .doc = "what it wants, on the issue's axis",
            .range = kPointsOfAxis,
            .unit = kPoints,
            .required = true},
           &position);
  v->Visit({.name = "salience",
            .doc = "how much it cares; ranks its issues beside the evidence mass of claims (100 "
                   "counts as one full demand)",
            .range = kPointsOfAxis,
            .unit = kPoints,
            .required = true},
           &salience);
  v->Visit({.name = "firmness",
            .doc = "how little it yields",
            .range = kPointsOfAxis,
            .unit = kPoints,
            .required = true},
           &firmness);
  v->Visit({.name = "confidence", .doc = "how sure the coder is; sets the spread of the samples"},
           &confidence, kConfidenceNames);
  v->Visit({.name = "source", .doc = "where the coding comes from"}, &source);
  v->Visit({.name = "known_by",
            .doc = "day by which it was known; not after the scenario's asof",
            .text = TextKind::kDate},
           &known_by);
  v->Visit({.name = "note", .doc = "paraphrase, for the reader"}, &note);
}

void ByConfidence::Serialize(FieldVisitor* v) {
  v->Visit({.name = "high", .doc = "for confidence high", .range = kPointsOfAxis}, &high);
  v->Visit({.name = "medium", .doc = "for confidence medium", .range = kPointsOfAxis}, &medium);
  v->Visit({.name = "low", .doc = "for confidence low", .range = kPointsOfAxis}, &low);
}

}  // namespace dragoman

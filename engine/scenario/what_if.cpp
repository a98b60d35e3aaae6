#include "engine/scenario/what_if.h"

#include "engine/core/text.h"

namespace dragoman {

void Expectations::Serialize(FieldVisitor* v) {
  for (std::size_t k = 0; k < kNumCompared; ++k) {
    v->Visit({.name = LiteralText(kComparedIds[k]), .doc = LiteralText(kComparedNames[k])}, &of[k],
             kDirectionNames);
  }
}

void WhatIfSpec::Serialize(FieldVisitor* v) {
  v->Visit({.name = "id",
            .doc = "short name used by `compare --what-if`",
            .text = TextKind::kIdentifier,
            .required = true},
           &id);
  v->Visit({.name = "question", .doc = "what is asked, in words", .required = true}, &question);
  v->Visit({.name = "changes", .doc = "values to set: path=value, as for --set"}, &changes);
  v->Visit({.name = "adjustments", .doc = "changes by hand to what the claims say"}, &adjustments);
  v->Visit({.name = "without", .doc = "mechanisms to switch off, by number"}, &without);
  v->Visit({.name = "expect",
            .doc = "direction expected beforehand, by outcome: up, down, flat (under two points), "
                   "open (disputed), not_down, not_up"},
           &expect);
  v->Visit({.name = "why", .doc = "reason for the expected directions, with its source"}, &why);
  v->Visit({.name = "note", .doc = "for the reader"}, &note);
}

}  // namespace dragoman

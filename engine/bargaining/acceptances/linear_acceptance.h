#pragma once

#include "engine/bargaining/acceptance.h"
#include "engine/core/fields.h"

namespace dragoman {

/// Base of the conditions that hold an offer against one of the party's own: a s(offer) + b >=
/// s(own), s in shares of its range.
///
/// Source: Baarslag, Hindriks & Jonker (2013), AC_next(a, b) and AC_prev(a, b).
class LinearAcceptance : public Acceptance {
 public:
  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "a",
              .doc = "factor on the offer's share of the range",
              .range = {.min = 0, .min_open = true},
              .source = "Baarslag, Hindriks & Jonker (2013): 1"},
             &a_);
    v->Visit({.name = "b",
              .doc = "added to it, in shares of the range",
              .range = {.min = -1, .max = 1},
              .source = "Baarslag, Hindriks & Jonker (2013): 0"},
             &b_);
  }

 protected:
  /// The least worth that is as good as `own`, the worth of an offer of the party's.
  double NeededFor(double own, const WorthScale& scale) const {
    if (a_ == 1 && b_ == 0) return own;  // To the last bit, whatever the scale.
    return scale.floor + scale.range() * ((scale.Share(own) - b_) / a_);
  }

 private:
  double a_ = 1;
  double b_ = 0;
};

}  // namespace dragoman

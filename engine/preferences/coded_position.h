#pragma once

#include <array>
#include <string>
#include <string_view>

#include "engine/core/fields.h"

namespace dragoman {

/// How sure a coder is of a position; sets the spread of the sampled codings around it.
enum class Confidence : unsigned char { kHigh, kMedium, kLow };
inline constexpr std::array<std::string_view, 3> kConfidenceNames = {"high", "medium", "low"};

/// What a party wants on an issue, coded directly by somebody who knows the case, in place of what
/// claims would say about that party and issue.
struct CodedPosition {
  std::string party;
  std::string issue;
  double position = 0;   ///< On the issue's axis, 0..100.
  double salience = 50;  ///< 0..100; ranks the party's issues.
  double firmness = 50;  ///< 0..100; 100 never yields.
  Confidence confidence = Confidence::kMedium;
  std::string source;
  std::string known_by;
  std::string note;

  void Serialize(FieldVisitor* v);
};

/// One number per Confidence.
struct ByConfidence {
  double high = 0;
  double medium = 0;
  double low = 0;

  double Of(Confidence confidence) const {
    switch (confidence) {
      case Confidence::kHigh:
        return high;
      case Confidence::kMedium:
        return medium;
      case Confidence::kLow:
        return low;
    }
    return medium;
  }

  void Serialize(FieldVisitor* v);
};

}  // namespace dragoman

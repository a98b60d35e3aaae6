#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"

/// @file
/// A struct with every kind of field, for the tests and fuzz targets of wire and io.

namespace dragoman::testing_support {

struct SampleClaim {
  std::string id;
  double q = 1;
  std::string option;
  std::string known_by;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "id", .text = TextKind::kIdentifier, .required = true}, &id);
    v->Visit({.name = "q", .doc = "reliability", .range = kUnitInterval, .unit = "probability"},
             &q);
    v->Visit({.name = "option", .text = TextKind::kIdentifier}, &option);
    v->Visit({.name = "known_by", .doc = "first public", .text = TextKind::kDate}, &known_by);
  }
};

struct SampleTalks {
  double wait = 0.5;
  int meetings = 3;
  Named<double> ranks;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "wait",
              .doc = "share never conceded",
              .range = {.min = 0, .max = 1, .max_open = true},
              .unit = "share",
              .alias = "wait.q",
              .source = "brief"},
             &wait);
    v->Visit({.name = "meetings",
              .doc = "number of meetings",
              .range = {.min = 1, .max = 100},
              .unit = "meetings"},
             &meetings);
    v->Visit({.name = "ranks", .doc = "rank of each head", .range = kUnitInterval, .alias = "rank"},
             &ranks);
  }
};

enum class SampleTier : unsigned char { kNarrow, kWide };
inline constexpr std::string_view kSampleTierNames[] = {"narrow", "wide"};

struct SampleScenario {
  std::string name;
  SampleTier tier = SampleTier::kNarrow;
  bool verbose = false;
  std::optional<double> cap;
  Distribution om = Distribution::Uniform(0.2, 0.6);
  Distribution shift = Distribution::Normal(0, 1);
  Rule settled;
  std::vector<std::string> tags;
  std::vector<double> positions;
  Named<Distribution> firmness;
  Named<std::vector<std::string>> owners;
  SampleTalks talks;
  std::vector<SampleClaim> claims;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "name", .doc = "shown in reports", .required = true}, &name);
    v->Visit({.name = "tier", .doc = "which claims count"}, &tier, kSampleTierNames);
    v->Visit({.name = "verbose"}, &verbose);
    v->Visit({.name = "cap", .range = {.min = 0, .min_open = true}}, &cap);
    v->Visit({.name = "om", .doc = "weight of the outside option", .range = kUnitInterval}, &om);
    v->Visit({.name = "shift"}, &shift);
    v->Visit({.name = "settled", .doc = "what counts as settled"}, &settled);
    v->Visit({.name = "tags", .text = TextKind::kIdentifier}, &tags);
    v->Visit({.name = "positions", .range = {.min = 0, .max = 100}}, &positions);
    v->Visit({.name = "firmness", .range = kUnitInterval}, &firmness);
    v->Visit({.name = "owners", .text = TextKind::kIdentifier}, &owners);
    v->Visit({.name = "talks"}, &talks);
    v->Visit({.name = "claims"}, &claims);
  }
};

}  // namespace dragoman::testing_support

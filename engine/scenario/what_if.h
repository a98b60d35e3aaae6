#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"
#include "engine/preferences/derivation.h"

/// @file
/// A question put to a scenario: what to change, and which way the literature expects the outcomes
/// to move.

namespace dragoman {

/// What is expected of an outcome's probability.
enum class Direction : unsigned char {
  kUnlisted,  ///< Nothing was written down beforehand.
  kUp,        ///< A firm sign.
  kDown,
  kFlat,     ///< Less than two points either way.
  kOpen,     ///< The literature is divided: reported, not tested.
  kNotDown,  ///< A weak sign: must not go down.
  kNotUp,
};
inline constexpr std::array<std::string_view, 7> kDirectionNames = {
    "unlisted", "up", "down", "flat", "open", "not_down", "not_up"};
/// As tables show them: ".", "+", "-", "0", "?", "(+)", "(-)".
inline constexpr std::array<std::string_view, 7> kDirectionSigns = {".", "+",   "-",  "0",
                                                                    "?", "(+)", "(-)"};

/// Outcomes that what-ifs are compared on.
enum class Compared : unsigned char {
  kPrisonerExchange,
  kNextRound,
  kSummitAgreed,
  kCeasefirePartial,
  kCeasefireFull,
  kCollapse,
  kDurability,
};
inline constexpr std::size_t kNumCompared = 7;
/// Their short names in files and JSON.
inline constexpr std::array<std::string_view, kNumCompared> kComparedIds = {"PR", "NR", "SU", "PC",
                                                                            "FC", "CO", "DU"};
inline constexpr std::array<std::string_view, kNumCompared> kComparedNames = {
    "prisoner exchange", "next round",           "summit agreed", "ceasefire partial+",
    "ceasefire full",    "collapse, escalation", "durability"};

/// Expected directions, one key per outcome: `expect: {FC: up, CO: down}`.
struct Expectations {
  std::array<Direction, kNumCompared> of{};

  void Serialize(FieldVisitor* v);
};

struct WhatIfSpec {
  std::string id;
  std::string question;
  std::vector<std::string> changes;  ///< "path=value", as for --set.
  std::vector<Adjustment> adjustments;
  std::vector<std::string> without;  ///< Mechanisms switched off.
  Expectations expect;
  std::string why;
  std::string note;

  void Serialize(FieldVisitor* v);
};

}  // namespace dragoman

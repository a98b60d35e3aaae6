#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"

namespace dragoman {

/// A domain of a tournament: files of GENIUS XML or GeniusWeb JSON, or a scenario. Paths are
/// relative to the folder of the configuration.
struct TournamentDomain {
  std::string id;
  std::string domain;
  std::vector<std::string> profiles;  ///< One per seat, in their order.
  std::string scenario;               ///< Instead of the two above: its two principals.

  void Serialize(FieldVisitor* v);
};

inline constexpr std::array<std::string_view, 2> kUtilityScaleNames = {"raw", "genius"};
/// Limits, so that a slip of the pen does not run for a year.
inline constexpr int kMaxRounds = 1'000'000;
inline constexpr std::uint64_t kMaxNegotiations = 10'000'000;

/// What a tournament's file says: strategies against each other on domains, in all seats.
struct TournamentConfig {
  std::string title;
  std::vector<TournamentDomain> domains;
  std::vector<std::string> strategies;  ///< Texts of engine/wire/tactic_text.h.
  std::string protocol = "alternating_offers";
  int rounds = 100;
  int repetitions = 1;
  int scale = 1;  ///< Index of kUtilityScaleNames.
  int time = 0;   ///< Index of kTickTimeNames (engine/bargaining/protocol_terms.h).
  int seed = 1;
  bool common_knowledge = false;
  bool self_play = true;

  void Serialize(FieldVisitor* v);
};

}  // namespace dragoman

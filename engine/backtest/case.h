#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/backtest/flag_rules.h"
#include "engine/evaluation/taxonomy.h"
#include "engine/talks/spec.h"

/// @file
/// A negotiation of the past, coded to check the engine against (schema negotiation-backtest/1).
///
/// What was known before it began and what came of it are two structs: converters, forecasts and
/// baselines are given BacktestInputs and cannot see BacktestOutcome, which goes to the scorer
/// alone.

namespace dragoman {

/// Who heads a delegation.
enum class DelegationRank : unsigned char { kHead, kMinister, kDeputy, kAide };
inline constexpr std::array<std::string_view, 4> kDelegationRankNames = {"head", "minister",
                                                                         "deputy", "aide"};
/// The rank scale of mechanism M26 (domain brief c.1(11)), in the order of DelegationRank.
inline constexpr std::array<double, 4> kDelegationRankScale = {1.0, 0.7, 0.5, 0.35};

/// How sure the coder is of a position.
enum class CodingGrade : unsigned char { kHigh, kMedium, kLow };
inline constexpr std::array<std::string_view, 3> kCodingGradeNames = {"high", "med", "low"};

/// What a mediator does: carries messages, proposes, or presses.
enum class MediationRole : unsigned char { kNone, kCommunicator, kFormulator, kManipulator };
inline constexpr std::array<std::string_view, 4> kMediationRoleNames = {
    "none", "communicator", "formulator", "manipulator"};

/// Scales are 0..100. For outside_option 50 means that no deal is bearable.
struct BacktestParty {
  std::string id;
  PartyRole role = PartyRole::kPrincipal;
  DelegationRank rank = DelegationRank::kHead;
  double mandate = 50;
  double capability = 50;
  double outside_option = 50;
  double cost_of_delay = 50;
  double audience_cost = 50;
};

struct BacktestOption {
  double position = 0;  ///< 0..100.
  std::string label;
};

struct BacktestIssue {
  std::string id;
  std::vector<BacktestOption> options;  ///< Positions rise.
  double status_quo = 0;                ///< 0..100; need not be an option.
};

struct BacktestPosition {
  std::size_t party = 0;
  std::size_t issue = 0;
  double position = 0;  ///< 0..100, as are the next two.
  double salience = 0;
  double firmness = 0;
  CodingGrade confidence = CodingGrade::kMedium;
};

/// What was known at info_cutoff: all that forecasts may use.
struct BacktestInputs {
  std::string conflict_type;
  bool war_ongoing = false;
  std::string info_cutoff;  ///< YYYY-MM-DD.
  std::vector<BacktestParty> parties;
  std::vector<BacktestIssue> issues;
  std::vector<BacktestPosition> positions;
  MediationRole mediator_role = MediationRole::kNone;
  std::optional<std::size_t> mediator;  ///< Its place in `parties`, if it is one of them.
  double mediator_leverage = 0;         ///< 0..100.
  double mediator_bias = 0;             ///< -100..100; how strongly it leans, not to whom.
  bool deadline_exists = false;
  double deadline_hardness = 0;  ///< 0..100.
  double publicity = 50;         ///< 0..100.
  bool insults_before = false;
  double contact_gap_months = 0;    ///< Since the last direct contact.
  double third_party_pressure = 0;  ///< 0..100.
  FlagRules flags_when;  ///< What agreed options mean; written from issues and options alone.
};

/// What came of it, known only afterwards: for the scorer alone.
struct BacktestOutcome {
  int headline = 2;                           ///< 0..7.
  std::uint16_t flags = 0;                    ///< Bits by Flag.
  std::vector<std::optional<double>> agreed;  ///< By issue; none: nothing was agreed on it.
  std::string start;                          ///< First and last day, YYYY-MM-DD.
  std::string end;

  bool has(Flag flag) const { return ((flags >> static_cast<int>(flag)) & 1U) != 0; }
};

/// A case as coded.
struct BacktestCase {
  std::string id;
  std::string title;
  std::string set;          ///< "home", "core", "extra", ...
  std::string predecessor;  ///< Id of the round before it; may be empty.
  BacktestInputs inputs;
  BacktestOutcome outcome;
};

/// The set whose cases no constant is ever fitted on.
inline constexpr std::string_view kHomeSet = "home";

/// Principals of a case, by place in `parties`.
std::vector<std::size_t> PrincipalsOf(const BacktestInputs& inputs);

/// The position of `party` on `issue`; null if it has none.
const BacktestPosition* FindPosition(const BacktestInputs& inputs, std::size_t party,
                                     std::size_t issue);

}  // namespace dragoman

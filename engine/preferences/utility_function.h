#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/diagnostic.h"
#include "engine/core/outcome.h"
#include "engine/core/outcome_space.h"

namespace dragoman {

/// "The issue's value is one of these."
struct ValueTest {
  IssueIndex issue = kNoIssue;
  std::vector<OptionIndex> values;
};

/// Worth of a pair of values, beyond what each is worth alone.
struct PairTerm {
  IssueIndex first = kNoIssue;
  IssueIndex second = kNoIssue;
  std::vector<double> worth;  ///< [value of first][value of second], row by row.
};

/// "Worth this only if": added where all tests hold.
struct ConditionalTerm {
  std::vector<ValueTest> when;
  IssueIndex issue = kNoIssue;
  std::vector<double> worth;  ///< By value of `issue`.
};

/// A hard constraint: outcomes for which all tests hold are out of the question.
struct ForbiddenCombination {
  std::vector<ValueTest> tests;
};

/// A party's preferences as written. Evaluations are on any scale; see UtilityFunction.
struct UtilitySpec {
  std::string name;
  double bias = 0;
  std::vector<double> weights;                   ///< By issue.
  std::vector<std::vector<double>> evaluations;  ///< By issue and value.
  std::vector<PairTerm> pairs;
  std::vector<ConditionalTerm> conditionals;
  std::vector<ForbiddenCombination> forbidden;
  double reservation_value = 0;             ///< Worth of no agreement, on the scale of u.
  std::optional<Outcome> reserved_outcome;  ///< If set, no agreement is worth what this is.
  double discount = 1;                      ///< delta in (0, 1]: u counts delta^t u at time t.
  double cost_per_round = 0;                ///< Taken off per round, on the scale of u.
  double risk_exponent = 1;                 ///< See UtilityFunction::RiskAdjusted.
};

/// A party's utility over the outcomes of one domain:
///
///   u(o) = bias + w_1 v_1(o_1) + w_2 v_2(o_2) + ...   (left to right, issues in order)
///          + pair terms + conditional terms;   -infinity where a hard constraint is broken.
///
/// The scale is the file's own; nothing is normalised behind the user's back. Immutable, so threads
/// may share it. Linear-additive utilities: Keeney & Raiffa (1976).
class UtilityFunction {
 public:
  /// u of an outcome that breaks a hard constraint: never proposed, never accepted.
  static constexpr double kForbidden = -std::numeric_limits<double>::infinity();

  UtilityFunction() = default;

  /// Wrong are: a table of the wrong length, a number that is not finite, a discount outside (0,
  /// 1], a negative cost, a risk exponent that is not positive, a term that names no issue or
  /// value, a reserved outcome outside the space or forbidden.
  static Checked<UtilityFunction> Compile(const OutcomeSpace& space, const UtilitySpec& spec,
                                          const std::string& path);

  /// u(outcome), undiscounted. O(issues + terms); no heap.
  /// @pre space().Contains(outcome)
  double Evaluate(const Outcome& outcome) const {
    double u = bias_;
    for (std::size_t i = 0; i < space_.num_issues(); ++i) {
      u += worth_[space_.offset(i) + outcome.options[i]];
    }
    return additive_ ? u : WithTerms(u, outcome);
  }

  const OutcomeSpace& space() const { return space_; }
  const std::string& name() const { return name_; }
  double bias() const { return bias_; }
  /// w_i v_i by flat value (OutcomeSpace::offset).
  std::span<const double> worth() const { return worth_; }
  /// w_i as written, by issue, and v_i as written, by flat value.
  std::span<const double> weights() const { return weights_; }
  std::span<const double> evaluations() const { return evaluations_; }
  /// True without pair terms, conditional terms and constraints: then u is the sum above alone.
  bool additive() const { return additive_; }
  std::span<const PairTerm> pairs() const { return pairs_; }
  std::span<const ConditionalTerm> conditionals() const { return conditionals_; }
  std::span<const ForbiddenCombination> forbidden() const { return forbidden_; }

  /// Worth of no agreement; a rational party accepts nothing below it.
  double reservation_value() const { return reservation_value_; }
  double discount() const { return discount_; }
  double cost_per_round() const { return cost_per_round_; }
  double risk_exponent() const { return risk_exponent_; }

  /// delta^time u - cost * rounds gone. Time in [0, 1].
  double Discounted(double u, double time, double rounds_gone) const;

  /// Risk attitude g on the range [low, high] of u: low + (high - low) ((u - low)/(high - low))^g.
  /// g below 1 is averse, 1 neutral, above 1 seeking. Keeps the order of outcomes, so it matters
  /// only where utilities are multiplied or averaged over chances: the Nash solutions of Analyze
  /// (engine/analysis/space_analysis.h) count it; strategies and protocols compare u itself.
  double RiskAdjusted(double u, double low, double high) const;

 private:
  double WithTerms(double u, const Outcome& outcome) const;

  OutcomeSpace space_;
  std::string name_;
  double bias_ = 0;
  std::vector<double> worth_;
  std::vector<double> weights_;
  std::vector<double> evaluations_;
  bool additive_ = true;
  std::vector<PairTerm> pairs_;
  std::vector<ConditionalTerm> conditionals_;
  std::vector<ForbiddenCombination> forbidden_;
  double reservation_value_ = 0;
  double discount_ = 1;
  double cost_per_round_ = 0;
  double risk_exponent_ = 1;
};

/// True if every test holds of `outcome`; true of no tests.
bool AllHold(std::span<const ValueTest> tests, const Outcome& outcome);

}  // namespace dragoman

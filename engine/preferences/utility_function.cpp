#include "engine/preferences/utility_function.h"

#include "engine/core/portable_math.h"
#include "engine/core/text.h"

namespace dragoman {
namespace {

/// Checks a UtilitySpec against its space and collects what is wrong.
class UtilityChecker {
 public:
  UtilityChecker(const OutcomeSpace& space, std::string path)
      : space_(space), path_(std::move(path)) {}

  void Check(const UtilitySpec& spec) {
    Finite(spec.bias, "bias");
    Finite(spec.reservation_value, "reservation_value");
    CheckTables(spec);
    for (std::size_t k = 0; k < spec.pairs.size(); ++k) {
      CheckPair(spec.pairs[k], Element("pairs", k));
    }
    for (std::size_t k = 0; k < spec.conditionals.size(); ++k) {
      const ConditionalTerm& term = spec.conditionals[k];
      const std::string at = Element("conditionals", k);
      CheckTests(term.when, at + ".when");
      if (IsIssue(term.issue, at + ".issue")) {
        CheckTable(term.worth, space_.size(At(term.issue)), at + ".worth");
      }
    }
    for (std::size_t k = 0; k < spec.forbidden.size(); ++k) {
      const std::string at = Element("forbidden", k);
      CheckTests(spec.forbidden[k].tests, at);
      if (spec.forbidden[k].tests.empty()) Add(at, "forbids everything", "at least one test");
    }
    if (!(spec.discount > 0 && spec.discount <= 1)) {
      Add("discount", "out of range", "a number in (0, 1]");
    }
    if (!(spec.cost_per_round >= 0) || !portable::IsFinite(spec.cost_per_round)) {
      Add("cost_per_round", "out of range", "a number of at least 0");
    }
    if (!(spec.risk_exponent > 0) || !portable::IsFinite(spec.risk_exponent)) {
      Add("risk_exponent", "out of range", "a number above 0");
    }
    if (spec.reserved_outcome && !space_.Contains(*spec.reserved_outcome)) {
      Add("reserved_outcome", "is no outcome of the domain", "one value per issue");
    }
  }

  Diagnostics problems;

  void Add(const std::string& at, std::string message, std::string expected) {
    problems.push_back(
        {path_.empty() ? at : Concat({path_, ".", at}), std::move(message), std::move(expected)});
  }

 private:
  static std::string Element(std::string_view list, std::size_t k) {
    return Concat({list, "[", k, "]"});
  }

  void Finite(double value, const std::string& at) {
    if (!portable::IsFinite(value)) Add(at, "is not a number", "a finite number");
  }

  bool IsIssue(IssueIndex issue, const std::string& at) {
    if (At(issue) < space_.num_issues()) return true;
    Add(at, "names no issue", "one of the domain's issues");
    return false;
  }

  void CheckTable(std::span<const double> table, std::size_t size, const std::string& at) {
    if (table.size() != size) {
      Add(at, Concat({"has ", table.size(), " numbers"}), std::to_string(size));
      return;
    }
    for (std::size_t k = 0; k < size; ++k) Finite(table[k], Concat({at, "[", k, "]"}));
  }

  void CheckTables(const UtilitySpec& spec) {
    CheckTable(spec.weights, space_.num_issues(), "weights");
    if (spec.evaluations.size() != space_.num_issues()) {
      Add("evaluations", Concat({"for ", spec.evaluations.size(), " issues"}),
          std::to_string(space_.num_issues()));
      return;
    }
    for (std::size_t i = 0; i < spec.evaluations.size(); ++i) {
      CheckTable(spec.evaluations[i], space_.size(i), Element("evaluations", i));
      if (i >= spec.weights.size() || !portable::IsFinite(spec.weights[i])) continue;
      for (const double value : spec.evaluations[i]) {
        if (!portable::IsFinite(value) || portable::IsFinite(spec.weights[i] * value)) continue;
        Add(Element("evaluations", i), "times the issue's weight is too large", "a smaller number");
        break;
      }
    }
  }

  void CheckPair(const PairTerm& pair, const std::string& at) {
    const bool first = IsIssue(pair.first, at + ".first");
    if (!IsIssue(pair.second, at + ".second") || !first) return;
    if (pair.first == pair.second) {
      Add(at, "pairs an issue with itself", "two different issues");
      return;
    }
    CheckTable(pair.worth, space_.size(At(pair.first)) * space_.size(At(pair.second)),
               at + ".worth");
  }

  void CheckTests(std::span<const ValueTest> tests, const std::string& at) {
    for (std::size_t k = 0; k < tests.size(); ++k) {
      const std::string here = Concat({at, "[", k, "]"});
      if (!IsIssue(tests[k].issue, here)) continue;
      for (const OptionIndex value : tests[k].values) {
        if (value >= space_.size(At(tests[k].issue))) {
          Add(here, "names no value of its issue",
              Concat({"0 .. ", space_.size(At(tests[k].issue)) - 1}));
        }
      }
    }
  }

  const OutcomeSpace& space_;
  std::string path_;
};

}  // namespace

bool AllHold(std::span<const ValueTest> tests, const Outcome& outcome) {
  for (const ValueTest& test : tests) {
    bool holds = false;
    for (const OptionIndex value : test.values) holds = holds || outcome[test.issue] == value;
    if (!holds) return false;
  }
  return true;
}

Checked<UtilityFunction> UtilityFunction::Compile(const OutcomeSpace& space,
                                                  const UtilitySpec& spec,
                                                  const std::string& path) {
  UtilityChecker checker(space, path);
  checker.Check(spec);
  if (!checker.problems.empty()) return checker.problems;

  UtilityFunction u;
  u.space_ = space;
  u.name_ = spec.name;
  u.bias_ = spec.bias;
  u.weights_ = spec.weights;
  u.worth_.reserve(space.num_values());
  u.evaluations_.reserve(space.num_values());
  for (std::size_t i = 0; i < space.num_issues(); ++i) {
    const std::vector<double>& table = spec.evaluations[i];
    u.evaluations_.insert(u.evaluations_.end(), table.begin(), table.end());
    for (const double value : table) u.worth_.push_back(spec.weights[i] * value);
  }
  u.pairs_ = spec.pairs;
  u.conditionals_ = spec.conditionals;
  u.forbidden_ = spec.forbidden;
  u.additive_ = u.pairs_.empty() && u.conditionals_.empty() && u.forbidden_.empty();
  u.discount_ = spec.discount;
  u.cost_per_round_ = spec.cost_per_round;
  u.risk_exponent_ = spec.risk_exponent;
  u.reservation_value_ = spec.reservation_value;
  if (spec.reserved_outcome) {
    u.reservation_value_ = u.Evaluate(*spec.reserved_outcome);
    if (!portable::IsFinite(u.reservation_value_)) {
      checker.Add("reserved_outcome", "breaks a hard constraint of its own party",
                  "an outcome that is not forbidden");
      return checker.problems;
    }
  }
  return u;
}

double UtilityFunction::WithTerms(double u, const Outcome& outcome) const {
  for (const ForbiddenCombination& combination : forbidden_) {
    if (AllHold(combination.tests, outcome)) return kForbidden;
  }
  for (const PairTerm& pair : pairs_) {
    u += pair.worth[outcome[pair.first] * space_.size(At(pair.second)) + outcome[pair.second]];
  }
  for (const ConditionalTerm& term : conditionals_) {
    if (AllHold(term.when, outcome)) u += term.worth[outcome[term.issue]];
  }
  return u;
}

double UtilityFunction::Discounted(double u, double time, double rounds_gone) const {
  const double kept = discount_ == 1 ? u : u * portable::Pow(discount_, time);
  return kept - cost_per_round_ * rounds_gone;
}

double UtilityFunction::RiskAdjusted(double u, double low, double high) const {
  if (risk_exponent_ == 1 || !(high > low) || !(u > low)) return u;
  const double share = (u - low) / (high - low);
  return low + (high - low) * portable::Pow(share, risk_exponent_);
}

}  // namespace dragoman

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/scenario/runner.h"

namespace dragoman {

/// What an explanation is about: an agreement that ends the conflict, or one of the flags.
class ExplanationTarget {
 public:
  /// The agreement of `roles.ends_conflict`.
  explicit ExplanationTarget(const CompiledScenario& scenario);
  /// A flag by its name, as in the JSON output. Wrong are: an unknown name, conduct (a walk-out is
  /// no agreement), and a flag for which the scenario gives no condition.
  static Checked<ExplanationTarget> OfFlag(const CompiledScenario& scenario, std::string_view name);

  bool ReachedBy(const RunRecord& record) const;

  /// Over agreed options.
  const Condition& condition() const { return *condition_; }
  const Rule& rule() const { return *rule_; }
  /// The same options end the conflict, so what is known of such agreements applies.
  bool ends_conflict() const { return ends_conflict_; }
  /// Name of the flag asked for; empty for the default.
  const std::string& flag_name() const { return flag_name_; }

 private:
  const Condition* condition_;
  const Rule* rule_;
  bool ends_conflict_ = true;
  std::optional<Flag> flag_;
  std::string flag_name_;
};

}  // namespace dragoman

#include "engine/sweep/idle_parameters.h"

#include <optional>

#include "engine/core/text.h"
#include "engine/sweep/cell_compiler.h"
#include "engine/wire/field_table.h"

namespace dragoman {
namespace {

constexpr std::uint64_t kLookedAtRuns = 200;

class ParameterProbe {
 public:
  ParameterProbe(const Sweep& sweep, CellCompiler* compiler) : sweep_(sweep), compiler_(compiler) {
    for (std::size_t k = 0; k < sweep.parameters().size(); ++k) {
      middle_.push_back(ValueAt(k, 0.5));
    }
  }

  /// False if not even the middle of all ranges makes a scenario.
  bool LookAtMiddle(IdleCheck* check) {
    const CellScenario cell = compiler_->Compile(middle_);
    if (cell.scenario != nullptr || cell.of_parameters.empty()) return true;
    check->problems = cell.of_parameters;
    return false;
  }

  void Look(std::size_t k, IdleCheck* check) {
    const std::optional<std::uint64_t> low = HashAt(k, 0, check);
    const std::optional<std::uint64_t> high = HashAt(k, 1, check);
    if (!low || !high || *low != *high) return;
    check->warnings.push_back("parameter " + sweep_.parameters()[k].id +
                              " changes nothing between its ends while the others stand in the "
                              "middle of their ranges" +
                              Why(k));
  }

 private:
  CellValue ValueAt(std::size_t k, double unit) const {
    if (sweep_.parameters()[k].range) return sweep_.ValueOf(k, unit);
    // A list: its first and last row stand for its ends.
    return sweep_.ValuesAt(unit > 0.5 ? sweep_.cells() - 1 : 0)[k];
  }

  std::optional<std::uint64_t> HashAt(std::size_t k, double unit, IdleCheck* check) {
    std::vector<CellValue> values = middle_;
    values[k] = ValueAt(k, unit);
    const CellScenario cell = compiler_->Compile(values);
    if (cell.scenario == nullptr) {
      if (sweep_.config().on_failure == OnFailure::kAbort) {
        check->problems.push_back(
            {"parameters[" + std::to_string(k) + "]",
             "at " + values[k].text + " there is no valid scenario: " + cell.error,
             "other values, or on_failure: record"});
      }
      return std::nullopt;
    }
    last_source_ = cell.scenario->source;
    Runner runner(*cell.scenario, static_cast<std::uint64_t>(sweep_.config().seed));
    std::uint64_t hash = 0;
    for (std::uint64_t run = 0; run < kLookedAtRuns; ++run) hash += HashOf(runner.Run(run));
    return hash;
  }

  /// The likely reason, if it can be told.
  std::string Why(std::size_t k) const {
    const std::vector<FieldEntry> fields = ListFields<Scenario>();
    for (const std::string& written : sweep_.parameters()[k].paths) {
      const std::string path = ResolveAlias(fields, written);
      for (const MechanismSetting& item : last_source_.mechanisms.items()) {
        const std::string block = "mechanisms." + std::string(item.entry->info.id) + ".";
        if (!item.enabled && path.starts_with(block)) {
          return ": mechanism " + std::string(item.entry->info.id) + " is off";
        }
      }
    }
    return {};
  }

  const Sweep& sweep_;
  CellCompiler* compiler_;
  std::vector<CellValue> middle_;
  Scenario last_source_;
};

/// Parameters that overwrite what the experiment sets for all runs.
void WarnOfSettings(const Sweep& sweep, const std::vector<std::string>& settings,
                    IdleCheck* check) {
  const std::vector<FieldEntry> fields = ListFields<Scenario>();
  for (const std::string& setting : settings) {
    const std::string path =
        ResolveAlias(fields, Trim(std::string_view(setting).substr(0, setting.find('='))));
    for (const SweptParameter& parameter : sweep.parameters()) {
      for (const std::string& written : parameter.paths) {
        if (ResolveAlias(fields, written) != path) continue;
        check->warnings.push_back("set: " + setting + " has no effect: parameter " + parameter.id +
                                  " sets " + path + " at every point");
      }
    }
  }
}

}  // namespace

IdleCheck CheckParametersAct(const Sweep& sweep, const std::vector<std::string>& settings) {
  IdleCheck check;
  auto compiler = CellCompiler::Make(sweep);
  if (!compiler.ok()) {
    check.problems = compiler.problems();
    return check;
  }
  WarnOfSettings(sweep, settings, &check);
  ParameterProbe probe(sweep, compiler->get());
  if (!probe.LookAtMiddle(&check)) return check;
  for (std::size_t k = 0; k < sweep.parameters().size(); ++k) probe.Look(k, &check);
  return check;
}

}  // namespace dragoman

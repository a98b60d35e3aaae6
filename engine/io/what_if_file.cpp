#include "engine/io/what_if_file.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/io/error_text.h"

namespace dragoman {
namespace {

/// One thing a variant changes, and where it is written.
struct VariantChange {
  std::string setting;  ///< "path=value".
  std::string path;     ///< "what_ifs[2].changes[0]".
};

std::string PathOf(std::string_view setting) {
  return std::string(Trim(Slice(setting, 0, setting.find('='))));
}

/// Gathers what the named what-ifs change, and what is wrong with that.
class VariantBuilder {
 public:
  VariantBuilder(const ScenarioFile& base, const ScenarioChoices& choices)
      : base_(base), choices_(choices) {}

  void Add(const std::string& id) {
    const std::vector<WhatIfSpec>& all = base_.source.what_ifs;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const WhatIfSpec& what_if) { return what_if.id == id; });
    if (found == all.end()) {
      std::vector<std::string> ids;
      for (const WhatIfSpec& what_if : all) ids.push_back(what_if.id);
      problems_.push_back({"what_ifs", "no what-if '" + id + "'", ExpectedOneOf(id, ids)});
      return;
    }
    const std::string at = "what_ifs[" + std::to_string(found - all.begin()) + "]";
    if (found->changes.empty() && found->adjustments.empty() && found->without.empty()) {
      problems_.push_back(
          {at, "'" + id + "' changes nothing", "changes, adjustments or mechanisms to switch off"});
    }
    for (std::size_t k = 0; k < found->changes.size(); ++k) {
      AddChange(found->changes[k], at + ".changes[" + std::to_string(k) + "]");
    }
    for (std::size_t k = 0; k < found->adjustments.size(); ++k) {
      AddAdjustment(found->adjustments[k], at + ".adjustments[" + std::to_string(k) + "]");
    }
    for (std::size_t k = 0; k < found->without.size(); ++k) {
      AddSwitch(found->without[k], at + ".without[" + std::to_string(k) + "]");
    }
  }

  const std::vector<VariantChange>& changes() const { return changes_; }
  const std::vector<Adjustment>& adjustments() const { return adjustments_; }
  const std::vector<std::string>& adjustment_paths() const { return adjustment_paths_; }
  const ScenarioChoices& choices() const { return choices_; }
  const Diagnostics& problems() const { return problems_; }

 private:
  void AddChange(const std::string& setting, const std::string& at) {
    if (setting.find('=') == std::string::npos) {
      problems_.push_back({at, "'" + setting + "' sets nothing", "path=value"});
      return;
    }
    for (const VariantChange& other : changes_) {
      if (PathOf(other.setting) != PathOf(setting)) continue;
      if (other.setting == setting) return;
      problems_.push_back({at, "contradicts " + other.path + " ('" + other.setting + "')",
                           "one value for " + PathOf(setting)});
      return;
    }
    changes_.push_back({setting, at});
  }

  void AddAdjustment(const Adjustment& adjustment, const std::string& at) {
    for (std::size_t k = 0; k < adjustments_.size(); ++k) {
      const Adjustment& other = adjustments_[k];
      if (other.party != adjustment.party || other.issue != adjustment.issue) continue;
      if (other.salience == adjustment.salience && other.firmness == adjustment.firmness &&
          other.ideal == adjustment.ideal) {
        return;
      }
      problems_.push_back(
          {at, "contradicts " + adjustment_paths_[k],
           "one adjustment of '" + adjustment.party + "' on '" + adjustment.issue + "'"});
      return;
    }
    adjustments_.push_back(adjustment);
    adjustment_paths_.push_back(at);
  }

  void AddSwitch(const std::string& mechanism, const std::string& at) {
    const MechanismEntry* entry = FindMechanism(mechanism);
    if (entry == nullptr) {
      std::vector<std::string> ids;
      for (const MechanismEntry* known : RegisteredMechanisms()) ids.emplace_back(known->info.id);
      problems_.push_back({at, "no mechanism '" + mechanism + "'", ExpectedOneOf(mechanism, ids)});
      return;
    }
    const std::string block = "mechanisms." + std::string(entry->info.id) + ".";
    for (const VariantChange& change : changes_) {
      if (!PathOf(change.setting).starts_with(block)) continue;
      problems_.push_back({at, "contradicts " + change.path + ", which sets a parameter of it",
                           "the mechanism on, or no value for it"});
    }
    choices_.without.push_back(mechanism);
  }

  const ScenarioFile& base_;
  ScenarioChoices choices_;
  std::vector<VariantChange> changes_;
  std::vector<Adjustment> adjustments_;
  std::vector<std::string> adjustment_paths_;
  Diagnostics problems_;
};

/// Points a problem at the change that caused it.
void Replace(const VariantBuilder& variant, const ScenarioFile& base, std::size_t old_adjustments,
             Problem* problem) {
  const auto place = [&](const std::string& path) {
    const Mark mark = FindMark(base.document.root, path);
    problem->file = base.document.sources[0];
    problem->line = mark.line;
    problem->column = mark.column;
    problem->path = path;
  };
  for (const VariantChange& change : variant.changes()) {
    if (problem->file != "--set " + change.setting) continue;
    if (!problem->path.empty()) problem->message = problem->path + ": " + problem->message;
    return place(change.path);
  }
  for (std::size_t k = 0; k < variant.adjustments().size(); ++k) {
    const std::string inside = "adjustments[" + std::to_string(old_adjustments + k) + "]";
    if (problem->path.starts_with(inside)) {
      return place(variant.adjustment_paths()[k] +
                   std::string(Slice(problem->path, inside.size())));
    }
  }
}

}  // namespace

ScenarioFile LoadWhatIf(const std::string& path, const ScenarioFile& base,
                        std::span<const std::string> settings, const ScenarioChoices& choices,
                        std::span<const std::string> ids) {
  VariantBuilder variant(base, choices);
  for (const std::string& id : ids) variant.Add(id);
  if (!variant.problems().empty()) {
    ScenarioFile file;
    file.problems = PlaceProblems(base.document, variant.problems());
    return file;
  }
  std::vector<std::string> all(settings.begin(), settings.end());
  for (const VariantChange& change : variant.changes()) all.push_back(change.setting);
  std::size_t old_adjustments = 0;
  ScenarioFile file = LoadScenario(path, all, variant.choices(), [&](Scenario* source) {
    old_adjustments = source->adjustments.size();
    source->adjustments.insert(source->adjustments.end(), variant.adjustments().begin(),
                               variant.adjustments().end());
  });
  for (Problem& problem : file.problems) Replace(variant, base, old_adjustments, &problem);
  SortProblems(base.document.sources[0], &file.problems);
  return file;
}

}  // namespace dragoman

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/wire/document.h"
#include "engine/wire/field_table.h"

namespace dragoman {

/// One value of a scenario, changed: where, as in engine/wire/overrides.h, and to what.
struct ScenarioChange {
  std::string path;
  DocumentNode value;
};

/// A scenario, or why there is none.
struct EditedScenario {
  std::unique_ptr<const CompiledScenario> scenario;  ///< Null if there are problems.
  std::vector<Problem> problems;
};

/// Makes variants of one scenario, for sliders and maps, without reading its text again: a document
/// with a list of changes, and on top of them a few numbers ("axes") that change from cell to cell.
class ScenarioEditor {
 public:
  /// Reads a scenario as JSON (JsonOf(Scenario)). Check problems() before anything else.
  explicit ScenarioEditor(std::string_view json);

  /// What was wrong with the text.
  const std::vector<Problem>& problems() const { return problems_; }
  const std::vector<FieldEntry>& fields() const { return fields_; }

  /// Compiles the scenario as read with these changes and no others, and lets go of the axes. If
  /// there are problems the editor keeps the changes it had. @pre problems() is empty.
  EditedScenario Change(std::span<const ScenarioChange> changes, const ScenarioChoices& choices);

  /// From now on At() sets these paths. Returns what is wrong with them, and then keeps those it
  /// had.
  /// @pre a Change succeeded.
  std::vector<Problem> SetAxes(const std::vector<std::string>& paths);
  std::size_t num_axes() const { return axes_.size(); }

  /// Compiles the scenario as changed last, with this number at each axis. Binds only the blocks
  /// the axes lie in, where those are objects. @pre values.size() == num_axes()
  EditedScenario At(std::span<const double> values);
  /// The next At() is faster for having back what the last one gave.
  void GiveBack(std::unique_ptr<const CompiledScenario> cell);

 private:
  std::vector<Problem> BindAll(const Document& document, Scenario* scenario) const;
  static EditedScenario Finish(const Document& document, Scenario scenario,
                               const ScenarioChoices& choices);

  std::vector<FieldEntry> fields_;
  Document original_;
  std::vector<Problem> problems_;

  Document changed_;
  ScenarioChoices choices_;

  std::vector<std::string> axes_;
  std::vector<std::string> blocks_;
  bool bind_blocks_ = false;
  Document cell_;  ///< `changed_` with the values of the last cell.
  /// Bound to `cell_` but for the blocks, which At() binds anew. Empty while the last cell has it.
  std::optional<Scenario> bound_;
};

}  // namespace dragoman

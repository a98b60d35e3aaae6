#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/core/fields.h"
#include "engine/evaluation/taxonomy.h"
#include "engine/preferences/claim.h"
#include "engine/preferences/derivation.h"
#include "engine/scenario/what_if.h"
#include "engine/talks/mechanism.h"
#include "engine/talks/spec.h"

namespace dragoman {

/// Options of every registered mechanism, each under its number: `mechanisms: {M9: {pi: 0.5}}`.
/// A mechanism that is not named keeps its defaults and is on.
class MechanismSettings {
 public:
  MechanismSettings();
  MechanismSettings(const MechanismSettings& other);
  MechanismSettings& operator=(const MechanismSettings& other);
  MechanismSettings(MechanismSettings&&) = default;
  MechanismSettings& operator=(MechanismSettings&&) = default;
  ~MechanismSettings() = default;

  void Serialize(FieldVisitor* v);

  std::span<const MechanismSetting> items() const { return items_; }
  /// Switches a mechanism on or off, by number or name; false if there is none.
  bool Enable(std::string_view id_or_name, bool enabled);

 private:
  std::vector<MechanismSetting> items_;
};

/// Which claims a tier of evidence uses.
struct TierSpec {
  std::string id;
  std::vector<std::string> claims;
  std::string note;

  void Serialize(FieldVisitor* v);
};

/// A scenario file: what is negotiated, by whom, what they said, and how the talks are conducted.
/// The typed structs are the schema; defaults are written in them and nowhere else.
struct Scenario {
  int dragoman = 1;  ///< Version of the format.
  std::string id;
  std::string title;
  std::string about;
  std::string asof;
  std::string tier;
  std::vector<TierSpec> tiers;
  std::vector<PartySpec> parties;
  std::vector<IssueSpec> issues;
  Named<double> goldstein;
  std::vector<Claim> claims;
  std::vector<CodedPosition> positions;
  std::vector<Adjustment> adjustments;
  std::vector<PreconditionSpec> preconditions;
  std::vector<DependencySpec> dependencies;
  RolesSpec roles;
  TalksSpec talks;
  DerivationOptions derivation;
  MechanismSettings mechanisms;
  OutcomeSpec outcomes;
  std::vector<WhatIfSpec> what_ifs;

  void Serialize(FieldVisitor* v);
};

/// Choices made on the command line rather than in the file.
struct ScenarioChoices {
  std::string tier;  ///< Empty: the scenario's own default.
  bool without_reported_outcomes = false;
  std::vector<std::string> without;  ///< Mechanisms switched off.
};

/// A scenario ready to run. Immutable; threads may share it.
struct CompiledScenario {
  Scenario source;
  std::string tier;
  bool without_reported_outcomes = false;
  IssueSpace space;
  Derivation derivation;
  std::unique_ptr<const TalksModel> talks;
  OutcomeRules outcomes;
};

/// Resolves names, checks everything the field ranges cannot, builds the model. All mistakes are
/// reported at once, with paths into the scenario.
Checked<std::unique_ptr<const CompiledScenario>> Compile(Scenario scenario,
                                                         const ScenarioChoices& choices);

/// The scenario back of which that was compiled: copying one takes as long as compiling it.
Scenario TakeSource(std::unique_ptr<const CompiledScenario> compiled);

}  // namespace dragoman

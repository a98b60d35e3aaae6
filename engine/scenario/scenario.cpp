#include "engine/scenario/scenario.h"

#include "engine/core/text.h"

namespace dragoman {

MechanismSettings::MechanismSettings() {
  for (const MechanismEntry* entry : RegisteredMechanisms()) {
    items_.push_back({entry, entry->make_options(), true});
  }
}

MechanismSettings::MechanismSettings(const MechanismSettings& other) {
  for (const MechanismSetting& item : other.items_) {
    items_.push_back({item.entry, item.options->Clone(), item.enabled});
  }
}

MechanismSettings& MechanismSettings::operator=(const MechanismSettings& other) {
  if (this != &other) *this = MechanismSettings(other);
  return *this;
}

bool MechanismSettings::Enable(std::string_view id_or_name, bool enabled) {
  const MechanismEntry* entry = FindMechanism(id_or_name);
  for (MechanismSetting& item : items_) {
    if (entry != nullptr && item.entry == entry) {
      item.enabled = enabled;
      return true;
    }
  }
  return false;
}

namespace {

/// One mechanism's block: its own fields, and whether it is on.
struct MechanismBlock {
  MechanismSetting* setting;

  void Serialize(FieldVisitor* v) const {
    v->Visit({.name = "enabled", .doc = "false switches the mechanism off"}, &setting->enabled);
    setting->options->Serialize(v);
  }
};

}  // namespace

void MechanismSettings::Serialize(FieldVisitor* v) {
  for (MechanismSetting& item : items_) {
    MechanismBlock block{&item};
    v->Visit({.name = LiteralText(item.entry->info.id), .doc = LiteralText(item.entry->info.title)},
             &block);
  }
}

void TierSpec::Serialize(FieldVisitor* v) {
  v->Visit(
      {.name = "id", .doc = "name used by --tier", .text = TextKind::kIdentifier, .required = true},
      &id);
  v->Visit({.name = "claims", .doc = "values of `tier` of the claims it uses", .required = true},
           &claims);
  v->Visit({.name = "note", .doc = "what body of evidence this is"}, &note);
}

void Scenario::Serialize(FieldVisitor* v) {
  v->Visit({.name = "dragoman",
            .doc = "version of the file format",
            .range = {.min = 1, .max = 1},
            .required = true},
           &dragoman);
  v->Visit({.name = "id", .doc = "short name", .text = TextKind::kIdentifier, .required = true},
           &id);
  v->Visit({.name = "title", .doc = "name for readers", .required = true}, &title);
  v->Visit({.name = "about", .doc = "what the scenario is, and what it leaves out"}, &about);
  v->Visit({.name = "asof",
            .doc = "nothing known only after this day may enter",
            .text = TextKind::kDate,
            .required = true},
           &asof);
  v->Visit({.name = "tier",
            .doc = "tier of evidence used unless --tier says otherwise",
            .required = true},
           &tier);
  v->Visit({.name = "tiers", .doc = "bodies of evidence", .required = true}, &tiers);
  v->Visit({.name = "parties", .doc = "who takes part", .required = true}, &parties);
  v->Visit({.name = "issues", .doc = "what can be agreed", .required = true}, &issues);
  v->Visit({.name = "goldstein",
            .doc = "CAMEO event code to Goldstein weight",
            .range = {.min = -10, .max = 10},
            .unit = "Goldstein scale",
            .required = true},
           &goldstein);
  v->Visit({.name = "claims",
            .doc = "coded acts: the evidence; may be empty where positions are coded",
            .required = true},
           &claims);
  v->Visit({.name = "positions",
            .doc = "what parties want, coded directly; stands in place of claims of that party on "
                   "that issue, in every tier"},
           &positions);
  v->Visit({.name = "adjustments", .doc = "changes by hand to what the claims say"}, &adjustments);
  v->Visit({.name = "preconditions", .doc = "first that, then this"}, &preconditions);
  v->Visit({.name = "dependencies", .doc = "what needs what, in the nature of things"},
           &dependencies);
  v->Visit({.name = "roles", .doc = "what options mean to the engine", .required = true}, &roles);
  v->Visit({.name = "talks", .doc = "how the talks are conducted", .required = true}, &talks);
  v->Visit({.name = "derivation", .doc = "constants of the derivation of preferences"},
           &derivation);
  v->Visit({.name = "mechanisms", .doc = "parameters, by number in the catalogue"}, &mechanisms);
  v->Visit({.name = "outcomes", .doc = "what counts as what", .required = true}, &outcomes);
  v->Visit({.name = "what_ifs", .doc = "questions for `dragoman compare`: named variants"},
           &what_ifs);
}

}  // namespace dragoman

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/fields.h"

/// @file
/// What a scenario file says about parties, issues and the conduct of the talks, as written.

namespace dragoman {

enum class PartyRole : unsigned char { kPrincipal, kMediator, kThirdParty };
inline constexpr std::array<std::string_view, 3> kPartyRoleNames = {"principal", "mediator",
                                                                    "third_party"};

/// Stands for all options of an issue in lists of options: `separable: [all]`.
inline constexpr std::string_view kEveryOption = "all";

struct PartySpec {
  std::string id;
  std::string name;
  PartyRole role = PartyRole::kPrincipal;
  std::string stream;
  std::string note;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "id",
              .doc = "short name used everywhere",
              .text = TextKind::kIdentifier,
              .required = true},
             &id);
    v->Visit({.name = "name", .doc = "name for readers", .required = true}, &name);
    v->Visit({.name = "role", .doc = "exactly two parties are principals", .required = true}, &role,
             kPartyRoleNames);
    v->Visit({.name = "stream",
              .doc = "key of its random numbers; default: its id. Swapping two parties' names and "
                     "keys together mirrors every result"},
             &stream);
    v->Visit({.name = "note", .doc = "for the reader"}, &note);
  }
};

struct OptionSpec {
  std::string id;
  std::string name;
  std::optional<double> position;
  std::string source;
  std::string known_by;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "id", .doc = "short name", .text = TextKind::kIdentifier, .required = true},
             &id);
    v->Visit({.name = "name", .doc = "name for readers", .required = true}, &name);
    v->Visit({.name = "position",
              .doc = "place on the issue's axis; without positions the options are evenly spaced",
              .range = {.min = 0, .max = 100},
              .unit = "points of 0..100"},
             &position);
    v->Visit({.name = "source", .doc = "where the option comes from", .required = true}, &source);
    v->Visit({.name = "known_by",
              .doc = "day by which it was public",
              .text = TextKind::kDate,
              .required = true},
             &known_by);
  }
};

struct IssueSpec {
  std::string id;
  std::string name;
  std::string status_quo;
  std::vector<std::string> owners;
  bool vital = false;
  bool core = false;
  bool imposable = false;
  bool renewable = false;
  std::vector<std::string> separable;
  std::vector<std::string> cheap;
  std::vector<OptionSpec> options;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "id",
              .doc = "short name used everywhere",
              .text = TextKind::kIdentifier,
              .required = true},
             &id);
    v->Visit({.name = "name", .doc = "name for readers", .required = true}, &name);
    v->Visit(
        {.name = "status_quo", .doc = "option in force when the talks begin", .required = true},
        &status_quo);
    v->Visit({.name = "owners",
              .doc = "parties without whose consent nothing changes; a third party consents to an "
                     "option it rates no worse than the status quo, and to nothing while it has no "
                     "stated position",
              .required = true},
             &owners);
    v->Visit({.name = "vital", .doc = "a vital interest: least weight for the principals (floor)"},
             &vital);
    v->Visit({.name = "core", .doc = "fear of non-compliance applies (M4)"}, &core);
    v->Visit({.name = "imposable", .doc = "fighting can decide it (M1)"}, &imposable);
    v->Visit({.name = "renewable", .doc = "back at the status quo at every new meeting"},
             &renewable);
    v->Visit(
        {.name = "separable", .doc = "options that may be signed alone; [all] for every option"},
        &separable);
    v->Visit(
        {.name = "cheap", .doc = "options an insincere party signs too; [all] for every option"},
        &cheap);
    v->Visit({.name = "options", .doc = "ordered along the axis", .required = true}, &options);
  }
};

struct PreconditionSpec {
  std::string id;
  std::string owner;
  Rule when;
  Rule requires_rule;
  std::optional<double> probability;
  std::vector<std::string> carries;
  bool enabled = true;
  std::string source;
  std::string known_by;
  std::string note;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "id", .doc = "short name", .text = TextKind::kIdentifier, .required = true},
             &id);
    v->Visit({.name = "owner", .doc = "party that insists on it", .required = true}, &owner);
    v->Visit({.name = "when", .doc = "an offer of which this holds ...", .required = true}, &when);
    v->Visit({.name = "requires", .doc = "... must also satisfy this", .required = true},
             &requires_rule);
    v->Visit({.name = "probability",
              .doc = "that it binds, drawn once per run; default: mechanisms.M9.pi",
              .range = kUnitInterval,
              .unit = "probability"},
             &probability);
    v->Visit({.name = "carries",
              .doc = "claims whose rejection this precondition expresses; they make no red line"},
             &carries);
    v->Visit({.name = "enabled", .doc = "false: kept in the file, not used"}, &enabled);
    v->Visit({.name = "source", .doc = "where it comes from", .required = true}, &source);
    v->Visit({.name = "known_by",
              .doc = "day by which it was public",
              .text = TextKind::kDate,
              .required = true},
             &known_by);
    v->Visit({.name = "note", .doc = "for the reader"}, &note);
  }
};

/// A dependency in the nature of things, owned by nobody: always binds.
struct DependencySpec {
  Rule when;
  Rule requires_rule;
  std::string note;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "when", .doc = "an offer of which this holds ...", .required = true}, &when);
    v->Visit({.name = "requires", .doc = "... must also satisfy this", .required = true},
             &requires_rule);
    v->Visit({.name = "note", .doc = "why"}, &note);
  }
};

/// What the engine must know about the meaning of options; it knows none by name.
struct RolesSpec {
  Rule ends_conflict;
  Rule another_meeting;
  Rule dated_meeting;
  Rule texts;
  Rule goodwill;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "ends_conflict",
              .doc = "agreements that end the fighting or the dispute: they save its cost, end the "
                     "lottery over imposable issues, and stop the run",
              .required = true},
             &ends_conflict);
    v->Visit(
        {.name = "another_meeting",
         .doc = "the parties will meet again; confirmed at the table, never left to the capitals. "
                "Without it whether they do is left to `talks.resume`"},
        &another_meeting);
    v->Visit({.name = "dated_meeting", .doc = "the next meeting has a date"}, &dated_meeting);
    v->Visit(
        {.name = "texts",
         .doc = "written texts will be exchanged: every position is on the table from the next "
                "meeting on (M21)"},
        &texts);
    v->Visit({.name = "goodwill", .doc = "a step that builds confidence once signed (M15, M17)"},
             &goodwill);
  }
};

/// An issue that a package search combines in full.
struct GridSpec {
  std::string issue;
  std::vector<std::string> options;
  bool only_with_end = false;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "issue", .doc = "issue to combine", .required = true}, &issue);
    v->Visit({.name = "options",
              .doc = "options to try beside the status quo; [all] for every one",
              .required = true},
             &options);
    v->Visit({.name = "only_with_end", .doc = "tried only in packages that end the conflict"},
             &only_with_end);
  }
};

struct TalksSpec {
  int meetings = 3;
  int exchanges = 6;
  std::optional<double> clock;
  int talks_per_coding = 100;
  double resume = 0.5;
  std::string protocol = "simultaneous_proposals";
  std::string strategy = "aspiration";
  std::vector<GridSpec> grid;
  std::vector<double> lambdas = {0.25, 0.5, 0.75};
  int days_between = 30;
  int days_between_dated = 17;

  void Serialize(FieldVisitor* v) {
    v->Visit({.name = "meetings",
              .doc = "most meetings in one run",
              .range = {.min = 1, .max = 20},
              .unit = "meetings",
              .alias = "meetings",
              .source = "talks model, section 1"},
             &meetings);
    v->Visit({.name = "exchanges",
              .doc = "exchanges of offers in one sitting",
              .range = {.min = 1, .max = 64},
              .unit = "exchanges",
              .alias = "exchanges",
              .source = "talks model, section 1"},
             &exchanges);
    v->Visit({.name = "clock",
              .doc = "meetings after which concessions are complete; default: `meetings`",
              .range = {.min = 1, .max = 1e6},
              .unit = "meetings",
              .source = "talks model, section 1"},
             &clock);
    v->Visit({.name = "talks_per_coding",
              .doc = "runs that share one sampled coding: run i uses coding i / talks_per_coding",
              .range = {.min = 1, .max = 10000},
              .unit = "runs",
              .source = "talks model, 4.13"},
             &talks_per_coding);
    v->Visit({.name = "resume",
              .doc = "that contact resumes within 45 days although no further meeting was agreed",
              .range = kUnitInterval,
              .unit = "probability",
              .alias = "resume",
              .source = "talks model, section 1"},
             &resume);
    v->Visit({.name = "protocol", .doc = "rules of one sitting (`dragoman list protocols`)"},
             &protocol);
    v->Visit(
        {.name = "strategy", .doc = "how the principals act in it (`dragoman list strategies`)"},
        &strategy);
    v->Visit({.name = "grid",
              .doc = "issues whose options are combined in full when a package is made",
              .required = true},
             &grid);
    v->Visit({.name = "lambdas",
              .doc = "weights of the own side with which the other issues of a package are settled",
              .range = {.min = 0, .max = 1, .min_open = true, .max_open = true},
              .source = "talks model, section 3"},
             &lambdas);
    v->Visit({.name = "days_between",
              .doc = "to the next meeting, for the transcript",
              .range = {.min = 1, .max = 365},
              .unit = "days",
              .source = "talks model, section 1"},
             &days_between);
    v->Visit({.name = "days_between_dated",
              .doc = "the same when the next meeting has a date",
              .range = {.min = 1, .max = 365},
              .unit = "days",
              .source = "talks model, section 1"},
             &days_between_dated);
  }
};

}  // namespace dragoman

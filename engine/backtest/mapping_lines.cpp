#include <iterator>

#include "engine/backtest/mapping.h"

namespace dragoman {
namespace {

/// What convert.cpp, sides.cpp and issue_class.cpp do.
constexpr MappingLine kShapeLines[] = {
    {"parties", "two sides",
     "more than two principals: the two groups nearest to each other (mean |x - y| weighted by "
     "salience, over the issues both address) are joined until two are left; joint position = mean "
     "by capability x salience, salience, firmness and audience cost = largest, mandate = "
     "smallest, "
     "rank = lowest, outside option and cost of delay = mean by capability, capability = sum, at "
     "most 100",
     "the engine's talks have two sides"},
    {"issues", "issues",
     "options as coded; a status quo between options becomes an option of its own; both sides own "
     "every issue",
     "the coding names no other owners"},
    {"positions", "positions", "as coded, third parties' too",
     "spread and red lines follow from confidence, firmness and salience as in any scenario"},
    {"flags_when", "issues.core, issues.imposable",
     "core: named by the rule of the settlement (else of the highest flag there is) or of a full "
     "truce. imposable: core in a war, unless a truce or pause depends on it alone",
     "what the conflict is about is what its end is made of; fighting cannot win a truce"},
    {"flags_when", "issues.separable, issues.cheap",
     "separable: options that alone give a partial truce, a pause, an exchange or a meeting of "
     "leaders. "
     "cheap: those that give a pause or an exchange",
     "lesser flags are signed ahead of a package, humanitarian ones by anybody"},
    {"flags_when", "issues.renewable, roles.another_meeting, talks.meetings, talks.resume",
     "an issue all of whose options but one mean another meeting is procedure: renewable, settled "
     "at "
     "the table. With one, a single meeting is played; without, three sessions between which "
     "contact "
     "does not break off by itself",
     "where meeting again must be agreed, the case is one meeting of a series"},
    {"flags_when", "roles.ends_conflict, roles.texts, roles.goodwill, outcomes",
     "the end: settlement or full truce, else the highest flag there is, else every issue "
     "signed; the rest as named, counting only options off the status quo",
     "the case says what its options mean"},
};

}  // namespace

std::span<const MappingLine> BacktestMapping() {
  static const std::vector<MappingLine> lines = [] {
    std::vector<MappingLine> all(std::begin(kShapeLines), std::end(kShapeLines));
    for (const MappingRule& rule : MappingRules()) all.push_back(rule.line);
    return all;
  }();
  return lines;
}

}  // namespace dragoman

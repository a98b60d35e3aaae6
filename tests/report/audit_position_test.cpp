// Coded positions in the trace of `dragoman derive`.

#include "engine/report/audit_position.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/audit.h"
#include "engine/wire/audit_json.h"
#include "tests/support/scenarios.h"

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::CompiledPointer;
using testing_support::CompileScenario;
using testing_support::SmallScenario;

/// The small talks with South's claims on the dam replaced by a position at 40, as D0 is at 0, D1
/// at 50, D2 at 100, and the status quo is D0.
Scenario WithPosition() {
  Scenario scenario = SmallScenario();
  std::erase_if(scenario.claims, [](const Claim& claim) { return claim.id == "s2"; });
  CodedPosition position;
  position.party = "South";
  position.issue = "dam";
  position.position = 40;
  position.salience = 50;
  position.firmness = 80;
  position.confidence = Confidence::kLow;
  position.source = "interview";
  position.note = "half of it";
  scenario.positions.push_back(position);
  return scenario;
}

// D2 is 60 away, farther than D0 (40): e = .8 x .5 x .6 = .24.
TEST(AuditPositionTest, FillsTheFormulasWithTheirNumbers) {
  const CompiledPointer scenario = CompileScenario(WithPosition());
  const AuditNumbers numbers(*scenario);
  const PositionTrace trace = TracePosition(*scenario, numbers, PartyIndex{1}, IssueIndex{0});
  EXPECT_EQ(trace.salience,
            (std::vector<std::string>{"coded position [interview] half of it: position 40, "
                                      "salience 50, firmness 80, confidence low.",
                                      "E 0.500 = salience / 100."}));
  EXPECT_EQ(
      trace.stance,
      (std::vector<std::string>{
          "ideal 40.0, as coded; sd 20.0 for that confidence.", "firmness 0.800 = firmness / 100.",
          "rejects what lies farther from its ideal than the status quo does, e = firmness x "
          "salience x distance: D2 e 0.240 = 0.800 x 0.500 x |100 - 40.0| / 100."}));
}

TEST(AuditPositionTest, IsPartOfTheAuditInTextAndJson) {
  const CompiledPointer scenario = CompileScenario(WithPosition());
  const std::string text = RenderAudit(*scenario, {.party = "South"});
  EXPECT_THAT(text, HasSubstr("7 claims and 1 coded position,"));
  EXPECT_THAT(text, HasSubstr("coded position [interview]"));
  EXPECT_THAT(text, HasSubstr("D2 0.24"));  // the red line
  const Json json = AuditJson(*scenario, "South");
  const Json& dam = json["parties"][0]["issues"][0];
  EXPECT_EQ(dam["coded"]["position"], 40);
  EXPECT_EQ(dam["coded"]["confidence"], "low");
  ASSERT_EQ(dam["evidence"].size(), 1U);
  EXPECT_TRUE(dam["evidence"][0]["claim"].is_null());
  EXPECT_EQ(dam["evidence"][0]["rejects"], "D2");
  EXPECT_NEAR(dam["evidence"][0]["mass"].get<double>(), 0.24, 1e-12);
  EXPECT_FALSE(json["parties"][0]["issues"][1].contains("coded"));
}

}  // namespace
}  // namespace dragoman

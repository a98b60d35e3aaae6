#include "engine/wire/json_writer.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

#include "engine/wire/number_text.h"
#include "tests/wire/sample_struct.h"

namespace dragoman {
namespace {

using testing_support::SampleScenario;

TEST(JsonWriterTest, WritesFieldsInOrderAndLeavesOutWhatIsAbsent) {
  SampleScenario scenario;
  scenario.name = "x";
  scenario.claims.emplace_back();
  scenario.claims[0].id = "A01";
  scenario.claims[0].q = 0.1;
  EXPECT_EQ(JsonText(JsonOf(scenario), -1),
            R"({"name":"x","tier":"narrow","verbose":false,"om":{"uniform":[0.2,0.6]},)"
            R"("shift":{"normal":[0.0,1.0]},"tags":[],"positions":[],"firmness":{},"owners":{},)"
            R"("talks":{"wait":0.5,"meetings":3,"ranks":{}},"claims":[{"id":"A01","q":0.1}]})");
}

TEST(JsonWriterTest, WritesOptionalNumbersConditionsAndNames) {
  SampleScenario scenario;
  scenario.cap = 2.5;
  scenario.settled = {Rule::Kind::kAny, {}, {Rule::Text("a >= b")}};
  scenario.firmness = {{"B", Distribution::Beta(6, 4)}, {"A", Distribution::Point(0.5)}};
  const Json json = JsonOf(scenario);
  EXPECT_EQ(json["cap"].dump(), "2.5");
  EXPECT_EQ(json["settled"].dump(), R"({"any":["a >= b"]})");
  EXPECT_EQ(json["firmness"].dump(), R"({"B":{"beta":[6.0,4.0]},"A":0.5})");
}

TEST(JsonWriterTest, NumbersReadBackAsTheSameDouble) {
  for (const double value : {0.1, 1.0 / 3, 1e300, 5e-324, -0.0, 123456789.123456789}) {
    EXPECT_EQ(ParseNumber(JsonText(JsonNumber(value))).value, value);
  }
  EXPECT_EQ(JsonText(JsonNumber(0.1)), "0.1");
}

TEST(JsonWriterDeathTest, NaNAndInfinityAreNeverWritten) {
  EXPECT_DEATH(JsonNumber(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_DEATH(JsonNumber(std::numeric_limits<double>::infinity()), "");
}

TEST(JsonWriterTest, InvalidUtf8IsReplaced) {
  EXPECT_EQ(JsonText(Json("a\xFF")), "\"a\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace dragoman

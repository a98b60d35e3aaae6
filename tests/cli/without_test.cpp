#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/wire/json_writer.h"
#include "tests/support/process.h"

// --without takes one mechanism, or several in a list.

namespace dragoman {
namespace {

using testing::HasSubstr;
using testing_support::ProcessResult;
using testing_support::RunDragoman;

constexpr const char* kWithoutTalks = "scenarios/two-towns.yaml";

Json WithoutJsonOf(std::vector<std::string> arguments) {
  const ProcessResult result = RunDragoman(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return Json::parse(result.out, nullptr, false);
}

Json RunWithout(const std::vector<std::string>& options) {
  std::vector<std::string> arguments = {"run", kWithoutTalks, "--runs", "200", "--json"};
  arguments.insert(arguments.end(), options.begin(), options.end());
  return WithoutJsonOf(arguments);
}

TEST(Without, AListIsTheSameAsTheOptionRepeated) {
  const Json one_by_one = RunWithout({"--without", "M8", "--without", "M24"});
  const Json list = RunWithout({"--without", "M8,M24"});
  EXPECT_EQ(list["without"], Json::array({"M8", "M24"}));
  EXPECT_EQ(list, one_by_one);
  EXPECT_NE(list["result_hash"], RunWithout({"--without", "M8"})["result_hash"]);
}

TEST(Without, TheCommandPrintedNamesEachOnce) {
  const Json json = RunWithout({"--without", "M8, red_lines,M24", "--without", "M24"});
  EXPECT_EQ(json["without"], Json::array({"M8", "red_lines", "M24"}));
  EXPECT_THAT(json["command"].get<std::string>(),
              HasSubstr("--without M8 --without red_lines --without M24"));
}

TEST(Without, EveryCommandThatRunsTalksTakesAList) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"replay", kWithoutTalks},
           {"compare", kWithoutTalks, "--set", "wait.q=0", "--runs", "200"},
           {"multiverse", kWithoutTalks, "--runs", "100"}}) {
    std::vector<std::string> list = command;
    list.insert(list.end(), {"--without", "M8,M9"});
    std::vector<std::string> one_by_one = command;
    one_by_one.insert(one_by_one.end(), {"--without", "M8", "--without", "M9"});
    const ProcessResult result = RunDragoman(list);
    EXPECT_EQ(result.exit_code, 0) << command[0] << result.err;
    EXPECT_EQ(result.out, RunDragoman(one_by_one).out) << command[0];
  }
}

TEST(Without, AMistakeInAListIsNamedAlone) {
  ProcessResult result = RunDragoman({"run", kWithoutTalks, "--without", "M8,M99"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, HasSubstr("--without M99: error: unknown mechanism 'M99'"));
  for (const char* list : {"M8,", ",M8", "M8,,M9", ","}) {
    result = RunDragoman({"run", kWithoutTalks, "--without", list});
    EXPECT_EQ(result.exit_code, 2) << list;
    EXPECT_THAT(result.err, HasSubstr(std::string("--without '") + list + "': a name is missing"));
  }
}

TEST(Without, HelpSaysThatListsAreTaken) {
  EXPECT_THAT(RunDragoman({"run", "--help"}).out, HasSubstr("or several: M2,M11"));
}

}  // namespace
}  // namespace dragoman

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "engine/io/error_text.h"
#include "engine/io/files.h"
#include "engine/io/negotiation_file.h"
#include "engine/wire/json_writer.h"
#include "tests/support/sha256.h"

/// @file
/// The eleven domains of ../shared/vectors/negmas: what is imported from their XML is what NegMAS
/// made of it, number by number, and every utility of every outcome has the same bits (by SHA-256
/// over all of them), on both scales.

namespace dragoman {
namespace {

namespace fs = std::filesystem;

const fs::path& VectorFolder() {
  static const fs::path folder = fs::path(DRAGOMAN_SHARED_DIR) / "vectors" / "negmas";
  return folder;
}

std::vector<std::string> VectorNames() {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(VectorFolder(), ignored)) {
    if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

Json VectorOf(const std::string& name) {
  const FileText file =
      ReadFile((VectorFolder() / (name + ".json")).string(), std::size_t{1} << 28);
  EXPECT_EQ(file.error, "");
  return Json::parse(file.text);
}

NegotiationFiles Import(const std::string& name, const Json& vector, UtilityScale scale) {
  const fs::path folder = VectorFolder() / "domains" / name;
  std::vector<std::string> profiles;
  for (const Json& file : vector["profile_files"]) {
    profiles.push_back((folder / file.get<std::string>()).string());
  }
  NegotiationFiles files =
      LoadNegotiation((folder / vector["domain_file"].get<std::string>()).string(), profiles,
                      {.scale = scale, .integers_as_negmas = true});
  EXPECT_EQ(FormatProblems(files.problems), "");
  return files;
}

void CompareIssues(const Domain& domain, const Json& issues) {
  ASSERT_EQ(domain.issues.size(), issues.size());
  for (std::size_t i = 0; i < issues.size(); ++i) {
    const DomainIssue& issue = domain.issues[i];
    EXPECT_EQ(issue.name, issues[i]["name"].get<std::string>());
    const Json& values = issues[i]["values"];
    ASSERT_EQ(issue.size(), values.size());
    for (std::size_t v = 0; v < values.size(); ++v) {
      const std::string name =
          values[v].is_string() ? values[v].get<std::string>() : values[v].dump();
      EXPECT_EQ(issue.ValueName(static_cast<OptionIndex>(v)), name);
    }
  }
}

void CompareProfile(const UtilitySpec& utility, const Json& profile) {
  EXPECT_EQ(utility.bias, profile["bias"].get<double>());
  EXPECT_EQ(utility.weights, profile["weights"].get<std::vector<double>>());
  EXPECT_EQ(utility.evaluations, profile["evaluations"].get<std::vector<std::vector<double>>>());
  const Json& reservation = profile["xml_reservation"];
  EXPECT_EQ(utility.reservation_value, reservation.is_null() ? 0.0 : reservation.get<double>());
  const Json& discount = profile["xml_discount"];
  EXPECT_EQ(utility.discount, discount.is_null() ? 1.0 : discount.get<double>());
}

/// Bytes of all utilities in order, as little-endian doubles.
std::string UtilityBytes(const UtilityFunction& utility, double* least, double* most) {
  static_assert(std::endian::native == std::endian::little);
  const OutcomeSpace& space = utility.space();
  std::string bytes;
  bytes.reserve(space.num_outcomes() * sizeof(double));
  for (std::uint64_t rank = 0; rank < space.num_outcomes(); ++rank) {
    const double u = utility.Evaluate(space.OutcomeAt(rank));
    *least = rank == 0 ? u : std::min(*least, u);
    *most = rank == 0 ? u : std::max(*most, u);
    char raw[sizeof u];
    std::memcpy(raw, &u, sizeof u);
    bytes.append(raw, sizeof raw);
  }
  return bytes;
}

void CompareUtilities(const NegotiationFiles& files, const Json& ufuns) {
  const OutcomeSpace space = files.domain.Space();
  ASSERT_EQ(files.profiles.size(), ufuns.size());
  for (std::size_t p = 0; p < ufuns.size(); ++p) {
    SCOPED_TRACE(files.profiles[p].name);
    const auto utility = UtilityFunction::Compile(space, files.profiles[p], "profile");
    ASSERT_TRUE(utility.ok());
    double least = 0;
    double most = 0;
    const std::string bytes = UtilityBytes(*utility, &least, &most);
    EXPECT_EQ(least, ufuns[p]["min"].get<double>());
    EXPECT_EQ(most, ufuns[p]["max"].get<double>());
    EXPECT_EQ(utility->reservation_value(), ufuns[p]["reserved_value"].get<double>());
    EXPECT_EQ(testing_support::Sha256(bytes), ufuns[p]["sha256"].get<std::string>());
  }
}

TEST(GeniusVectorsTest, TheHashIsSha256) {
  // The examples of FIPS 180-4.
  EXPECT_EQ(testing_support::Sha256("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(testing_support::Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(GeniusVectorsTest, ElevenDomainsAreImportedExactly) {
  const std::vector<std::string> names = VectorNames();
  if (names.empty()) GTEST_SKIP() << "no " << VectorFolder();
  EXPECT_EQ(names.size(), 11U);
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const Json vector = VectorOf(name);
    const NegotiationFiles raw = Import(name, vector, UtilityScale::kRaw);
    ASSERT_TRUE(raw.ok());
    CompareIssues(raw.domain, vector["issues"]);
    EXPECT_EQ(raw.domain.Space().num_outcomes(), vector["n_outcomes"].get<std::uint64_t>());
    ASSERT_EQ(raw.profiles.size(), vector["profiles"].size());
    for (std::size_t p = 0; p < raw.profiles.size(); ++p) {
      CompareProfile(raw.profiles[p], vector["profiles"][p]);
    }
    CompareUtilities(raw, vector["scales"]["raw"]["ufuns"]);
    CompareUtilities(Import(name, vector, UtilityScale::kGenius),
                     vector["scales"]["genius"]["ufuns"]);
  }
}

}  // namespace
}  // namespace dragoman

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/io/geniusweb_json.h"
#include "tests/fuzz/genius_fuzz.h"

/// Hostile GeniusWeb JSON never crashes the readers or hangs them. Every input is read as a domain
/// (a profile has one inside); what that gives is what the input is then read over as a profile,
/// and so is a small fixed domain.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;  // NOLINT(google-build-using-namespace): a program of one function.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const DomainFile read = ReadGeniusWebDomain(text, "f.json");
  testing_support::DemandPlaced(read.problems);
  Domain fixed;
  fixed.name = "orchard";
  fixed.issues.push_back({"water", IssueKind::kCategorical, {"W0", "W1", "W2"}});
  fixed.issues.push_back({"price", IssueKind::kInteger, {}, 5, 5});
  std::vector<Domain> domains = {fixed};
  if (read.ok()) {
    testing_support::DemandDomain(read.domain);
    domains.push_back(read.domain);
  }
  for (const Domain& domain : domains) {
    const ProfileFile profile = ReadGeniusWebProfile(text, "f.json", domain);
    testing_support::DemandPlaced(profile.problems);
    if (profile.ok()) testing_support::DemandProfile(domain, profile.utility);
  }
  return 0;
}

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/io/genius_export.h"
#include "engine/io/genius_xml.h"
#include "tests/fuzz/genius_fuzz.h"

/// Hostile GENIUS domains never crash the reader or hang it; what it takes is within the limits and
/// reads back once written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dragoman;  // NOLINT(google-build-using-namespace): a program of one function.
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const DomainFile file = ReadGeniusDomain(text, "f.xml");
  testing_support::DemandPlaced(file.problems);
  if (!file.ok()) return 0;
  testing_support::DemandDomain(file.domain);
  const DomainFile again = ReadGeniusDomain(ExportGenius(file.domain, {}).domain.text, "again.xml");
  testing_support::Demand(again.ok(), "what was taken does not read back");
  testing_support::Demand(again.domain.issues.size() == file.domain.issues.size(), "other issues");
  for (std::size_t i = 0; i < file.domain.issues.size(); ++i) {
    const DomainIssue& a = file.domain.issues[i];
    const DomainIssue& b = again.domain.issues[i];
    testing_support::Demand(a.name == b.name && a.kind == b.kind && a.values == b.values &&
                                a.lower == b.lower && a.num_integers == b.num_integers,
                            "an issue reads back as another");
  }
  return 0;
}

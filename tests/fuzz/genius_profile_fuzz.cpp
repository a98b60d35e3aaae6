#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/io/genius_export.h"
#include "engine/io/genius_xml.h"
#include "tests/fuzz/genius_fuzz.h"

namespace dragoman {
namespace {

/// The profiles of the corpus are over this domain.
Domain FuzzedDomain() {
  Domain domain;
  domain.name = "orchard";
  domain.issues.push_back({"water", IssueKind::kCategorical, {"W0", "W1", "W2"}});
  domain.issues.push_back({"fence", IssueKind::kCategorical, {"low", "high"}});
  domain.issues.push_back({"price", IssueKind::kInteger, {}, 5, 5});
  return domain;
}

void FuzzProfile(std::string_view text, const ProfileOptions& options) {
  static const Domain domain = FuzzedDomain();
  const ProfileFile file = ReadGeniusProfile(text, "f.xml", domain, options);
  testing_support::DemandPlaced(file.problems);
  if (!file.ok()) return;
  testing_support::DemandProfile(domain, file.utility);
  // As written, numbers read back exactly, whether the integer issue stays one or not.
  const GeniusFiles written = ExportGenius(domain, {{file.utility}});
  const DomainFile domain_again = ReadGeniusDomain(written.domain.text, "d.xml");
  testing_support::Demand(domain_again.ok(), "the domain does not read back");
  const ProfileFile again =
      ReadGeniusProfile(written.profiles[0].text, "again.xml", domain_again.domain);
  testing_support::Demand(again.ok(), "what was taken does not read back");
  testing_support::Demand(again.utility.weights == file.utility.weights &&
                              again.utility.evaluations == file.utility.evaluations &&
                              again.utility.discount == file.utility.discount &&
                              again.utility.reservation_value == file.utility.reservation_value,
                          "what was taken reads back as another");
}

}  // namespace
}  // namespace dragoman

/// Hostile GENIUS profiles never crash the reader or hang it; what it takes compiles, and reads
/// back once written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  dragoman::FuzzProfile(text, {});
  dragoman::FuzzProfile(text,
                        {.scale = dragoman::UtilityScale::kGenius, .integers_as_negmas = true});
  return 0;
}

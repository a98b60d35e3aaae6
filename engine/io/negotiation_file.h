#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/preferences/domain.h"
#include "engine/preferences/utility_function.h"
#include "engine/wire/document.h"

/// @file
/// Domains and profiles of other tools: GENIUS and ANAC XML, GeniusWeb JSON.

namespace dragoman {

enum class UtilityScale : unsigned char {
  kRaw,     ///< Evaluations as written.
  kGenius,  ///< Each issue's evaluations divided by their maximum; see ScaleAsGenius.
};

/// How a profile's numbers are read.
struct ProfileOptions {
  UtilityScale scale = UtilityScale::kRaw;

  /// What a linear evaluator of an integer issue says of the number x:
  /// false, as GENIUS:  offset + slope (x - lower), held within [0, 1];
  /// true, as NegMAS:   offset + slope x, not held.
  /// The two differ wherever lower is not 0.
  bool integers_as_negmas = false;
};

/// A domain, or what is wrong with its file.
struct DomainFile {
  Domain domain;
  std::vector<Problem> problems;  ///< Ordered by place.

  bool ok() const { return problems.empty(); }
};

/// A profile, or what is wrong with its file.
struct ProfileFile {
  UtilitySpec utility;
  std::vector<Problem> problems;  ///< Ordered by place.

  bool ok() const { return problems.empty(); }
};

/// A domain with a profile per party, or everything that is wrong with any of the files.
struct NegotiationFiles {
  Domain domain;
  std::vector<UtilitySpec> profiles;
  std::vector<Problem> problems;  ///< By file, then by place.

  bool ok() const { return problems.empty(); }
};

/// Divides each issue's evaluations by their maximum, so that with weights that add up to 1 and no
/// negative evaluations u lies in [0, 1], where GENIUS puts reservation values. An issue whose
/// maximum is not above 0 is left as it is. Weights, reservation and discount stay as they are.
void ScaleAsGenius(UtilitySpec* utility);

/// GeniusWeb writes JSON, GENIUS XML: told apart by the first character, '{' or not.
bool IsJsonText(std::string_view text);

/// Reads a domain of either format from a text; `file` is the name shown in problems.
DomainFile ReadDomainText(std::string_view text, const std::string& file);

/// Reads a profile of either format over `domain`. The scale is not applied to GeniusWeb profiles,
/// whose utilities lie in [0, 1] by definition. Compiles: UtilityFunction::Compile succeeds on it.
ProfileFile ReadProfileText(std::string_view text, const std::string& file, const Domain& domain,
                            const ProfileOptions& options = {});

/// As the two above, from files of at most kMaxXmlBytes (known before they are read).
DomainFile LoadDomain(const std::string& path);
ProfileFile LoadProfile(const std::string& path, const Domain& domain,
                        const ProfileOptions& options = {});

/// Reads a domain and its profiles. Profiles are read only if the domain could be; that the other
/// files exist is checked all the same. A party's name is the profile's file name without folder
/// and extension.
NegotiationFiles LoadNegotiation(const std::string& domain_path,
                                 std::span<const std::string> profile_paths,
                                 const ProfileOptions& options = {});

}  // namespace dragoman

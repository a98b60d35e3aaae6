#include "engine/io/negotiation_file.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "engine/io/files.h"
#include "engine/io/genius_xml.h"
#include "engine/io/geniusweb_json.h"
#include "engine/io/internal/genius_elements.h"
#include "engine/io/xml_reader.h"

namespace dragoman {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// The text, or one problem. A file's size is asked before it is read; what has none (a pipe) is
/// read up to the limit.
FileText ReadNegotiationFile(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) {
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    if (!ignored && size > kMaxXmlBytes) return {{}, "the file is larger than 64 MiB"};
  }
  FileText file = ReadFile(path, kMaxXmlBytes);
  if (file.error.starts_with("is larger")) file.error = "the file is larger than 64 MiB";
  return file;
}

Problem FileProblem(const std::string& path, std::string error) {
  return {path, 0, 0, {}, std::move(error), {}};
}

void MoveProblems(std::vector<Problem>* from, std::vector<Problem>* to) {
  to->insert(to->end(), std::make_move_iterator(from->begin()),
             std::make_move_iterator(from->end()));
}

}  // namespace

void ScaleAsGenius(UtilitySpec* utility) {
  for (std::vector<double>& table : utility->evaluations) {
    const auto largest = std::max_element(table.begin(), table.end());
    if (largest == table.end() || !(*largest > 0)) continue;
    const double divisor = *largest;
    for (double& evaluation : table) evaluation /= divisor;
  }
}

void CheckCompiles(const Domain& domain, const UtilitySpec& utility, const std::string& file,
                   const Mark& mark, std::vector<Problem>* problems) {
  const auto compiled = UtilityFunction::Compile(domain.Space(), utility, {});
  for (const Diagnostic& found : compiled.problems()) {
    problems->push_back({file, mark.line, mark.column, found.path, found.message, found.expected});
  }
}

bool IsJsonText(std::string_view text) {
  if (text.starts_with(kUtf8Mark)) text.remove_prefix(kUtf8Mark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

DomainFile ReadDomainText(std::string_view text, const std::string& file) {
  return IsJsonText(text) ? ReadGeniusWebDomain(text, file) : ReadGeniusDomain(text, file);
}

ProfileFile ReadProfileText(std::string_view text, const std::string& file, const Domain& domain,
                            const ProfileOptions& options) {
  return IsJsonText(text) ? ReadGeniusWebProfile(text, file, domain)
                          : ReadGeniusProfile(text, file, domain, options);
}

DomainFile LoadDomain(const std::string& path) {
  const FileText file = ReadNegotiationFile(path);
  if (file.ok()) return ReadDomainText(file.text, path);
  return {{}, {FileProblem(path, file.error)}};
}

ProfileFile LoadProfile(const std::string& path, const Domain& domain,
                        const ProfileOptions& options) {
  const FileText file = ReadNegotiationFile(path);
  if (file.ok()) return ReadProfileText(file.text, path, domain, options);
  return {{}, {FileProblem(path, file.error)}};
}

NegotiationFiles LoadNegotiation(const std::string& domain_path,
                                 std::span<const std::string> profile_paths,
                                 const ProfileOptions& options) {
  NegotiationFiles files;
  DomainFile domain = LoadDomain(domain_path);
  const bool domain_ok = domain.ok();
  files.domain = std::move(domain.domain);
  MoveProblems(&domain.problems, &files.problems);
  if (profile_paths.empty()) {
    files.problems.push_back({domain_path,
                              0,
                              0,
                              {},
                              "the domain comes without profiles",
                              "a profile per party, after it"});
  }
  for (const std::string& path : profile_paths) {
    std::error_code ignored;
    if (!domain_ok) {
      if (!std::filesystem::exists(path, ignored)) {
        files.problems.push_back(FileProblem(path, "no such file"));
      }
      continue;
    }
    ProfileFile profile = LoadProfile(path, files.domain, options);
    MoveProblems(&profile.problems, &files.problems);
    files.profiles.push_back(std::move(profile.utility));
  }
  return files;
}

}  // namespace dragoman

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman {

/// An option of a command, as `--help` shows it.
struct CliOption {
  std::string name;            ///< "runs".
  std::string value;           ///< "N"; empty: a switch; "[N]": a number that may be left out.
  std::string help;            ///< One or a few lines.
  bool repeated = false;       ///< May be given more than once.
  char letter = 0;             ///< 'o': may be written as -o, too.
  std::string otherwise = {};  ///< The number where it is left out.
};

/// What was written after the command's name.
class Arguments {
 public:
  /// Parses by Boost.Program_options. Throws UsageError, with the nearest name, on an unknown
  /// option, a missing value, a value for a switch, an option given twice.
  static Arguments Parse(const std::vector<std::string>& words,
                         const std::vector<CliOption>& options);

  bool Has(const std::string& option) const { return values_.contains(option); }
  /// The value, or `fallback`.
  std::string Text(const std::string& option, const std::string& fallback = {}) const;
  std::vector<std::string> Texts(const std::string& option) const;
  /// A whole number in [least, most]; throws UsageError otherwise.
  std::uint64_t Number(const std::string& option, std::uint64_t fallback, std::uint64_t least,
                       std::uint64_t most) const;

  const std::vector<std::string>& positional() const { return positional_; }

 private:
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<std::string> positional_;
};

/// "--runs N   how many ..." for every option.
std::string OptionHelp(const std::vector<CliOption>& options, int width);

}  // namespace dragoman

#include "engine/apps/cli/arguments.h"

#include <charconv>

#include <boost/program_options.hpp>

#include "engine/apps/cli/console.h"
#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/text_layout.h"

namespace dragoman {
namespace {

namespace po = boost::program_options;

/// Words in the order of the command line that are no options end up under this name.
constexpr const char* kPositional = "(positional)";

/// Names as written, without abbreviations: a script must not break when an option is added.
constexpr int kOptionStyle =
    po::command_line_style::allow_long | po::command_line_style::long_allow_adjacent |
    po::command_line_style::long_allow_next | po::command_line_style::allow_short |
    po::command_line_style::short_allow_next | po::command_line_style::allow_dash_for_short;

po::options_description Describe(const std::vector<CliOption>& options) {
  po::options_description description;
  for (const CliOption& option : options) {
    std::string name = option.name;
    if (option.letter != 0) name += std::string(",") + option.letter;
    if (option.value.empty()) {
      description.add_options()(name.c_str(), "");
    } else {
      description.add_options()(name.c_str(), po::value<std::vector<std::string>>(), "");
    }
  }
  description.add_options()(kPositional, po::value<std::vector<std::string>>(), "");
  return description;
}

const CliOption* FindOption(const std::vector<CliOption>& options, const std::string& name) {
  for (const CliOption& option : options) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

[[noreturn]] void FailUnknown(const std::string& written, const std::vector<CliOption>& options) {
  std::vector<std::string> names;
  names.reserve(options.size());
  for (const CliOption& option : options) names.push_back("--" + option.name);
  std::string text = "unknown option '" + written + "'";
  const std::string_view near = NearestName(written, names);
  if (!near.empty()) text += "; did you mean '" + std::string(near) + "'?";
  throw UsageError(text);
}

/// "--serve 8000" as "--serve=8000", and "--serve" before anything else with the number it then
/// means.
std::vector<std::string> JoinOptionalNumbers(std::vector<std::string> words,
                                             const std::vector<CliOption>& options) {
  for (std::size_t k = 0; k < words.size() && words[k] != "--"; ++k) {
    if (!words[k].starts_with("--")) continue;
    const CliOption* option = FindOption(options, words[k].substr(2));
    if (option == nullptr || !option->value.starts_with('[')) continue;
    const std::string next = k + 1 < words.size() ? words[k + 1] : std::string();
    const bool number = !next.empty() && next.find_first_not_of("0123456789") == std::string::npos;
    words[k] += "=" + (number ? next : option->otherwise);
    if (number) words.erase(words.begin() + static_cast<std::ptrdiff_t>(k) + 1);
  }
  return words;
}

po::parsed_options ParseWords(const std::vector<std::string>& words,
                              const std::vector<CliOption>& options) {
  const po::options_description description = Describe(options);
  po::positional_options_description positional;
  positional.add(kPositional, -1);
  try {
    return po::command_line_parser(JoinOptionalNumbers(words, options))
        .options(description)
        .positional(positional)
        .style(kOptionStyle)
        .run();
  } catch (const po::unknown_option& error) {
    FailUnknown(error.get_option_name(), options);
  } catch (const po::invalid_command_line_syntax& error) {
    const std::string name = error.get_option_name();
    const CliOption* option = FindOption(options, name.substr(name.find_first_not_of('-')));
    if (option != nullptr && option->value.empty()) {
      throw UsageError("option '" + name + "' takes no value");
    }
    throw UsageError("option '" + name + "' needs a value" +
                     (option == nullptr ? std::string() : ": " + name + " " + option->value));
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
}

}  // namespace

Arguments Arguments::Parse(const std::vector<std::string>& words,
                           const std::vector<CliOption>& options) {
  const po::parsed_options parsed = ParseWords(words, options);
  Arguments arguments;
  for (const po::option& option : parsed.options) {
    if (option.string_key == kPositional) {
      arguments.positional_.insert(arguments.positional_.end(), option.value.begin(),
                                   option.value.end());
      continue;
    }
    const CliOption* spec = FindOption(options, option.string_key);
    if (spec == nullptr) FailUnknown(option.string_key, options);
    std::vector<std::string>& values = arguments.values_[option.string_key];
    if (!values.empty() && !spec->repeated) {
      throw UsageError("option '--" + spec->name + "' is given twice");
    }
    values.insert(values.end(), option.value.begin(), option.value.end());
    if (spec->value.empty()) values.assign(1, "");
  }
  return arguments;
}

std::string Arguments::Text(const std::string& option, const std::string& fallback) const {
  const auto found = values_.find(option);
  return found == values_.end() || found->second.empty() ? fallback : found->second.back();
}

std::vector<std::string> Arguments::Texts(const std::string& option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::uint64_t Arguments::Number(const std::string& option, std::uint64_t fallback,
                                std::uint64_t least, std::uint64_t most) const {
  if (!Has(option)) return fallback;
  const std::string text = Text(option);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || number < least || number > most) {
    throw UsageError("option '--" + option + "': '" + text + "' is not a whole number from " +
                     std::to_string(least) + " to " + std::to_string(most));
  }
  return number;
}

std::string OptionHelp(const std::vector<CliOption>& options, int width) {
  std::string text;
  for (const CliOption& option : options) {
    std::string head = "  ";
    if (option.letter != 0) head += std::string("-") + option.letter + ", ";
    head += "--" + option.name;
    if (!option.value.empty()) head += " " + option.value;
    constexpr std::size_t kColumn = 28;
    if (head.size() + 2 > kColumn) {
      text += head + "\n";
      head.clear();
    }
    text += Wrap(option.help, PadRight(head, kColumn), width);
  }
  return text;
}

}  // namespace dragoman

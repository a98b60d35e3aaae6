#include "engine/report/run_settings.h"

namespace dragoman {
namespace {

/// The options that choose the scenario's variant.
std::string VariantWords(const RunSettings& settings) {
  std::string words;
  if (!settings.tier.empty()) words += " --tier " + ShellWord(settings.tier);
  for (const std::string& setting : settings.settings) words += " --set " + ShellWord(setting);
  for (const std::string& name : settings.without) words += " --without " + ShellWord(name);
  if (settings.without_reported_outcomes) words += " --without-reported-outcomes";
  return words;
}

}  // namespace

std::string ReproducingCommand(const RunSettings& settings) {
  return "dragoman run " + ShellWord(settings.scenario) + " --runs " +
         std::to_string(settings.runs) + " --seed " + std::to_string(settings.seed) +
         VariantWords(settings) + (settings.ablate ? " --ablate" : "");
}

std::string ReplayingCommand(const RunSettings& settings, std::uint64_t run) {
  return "dragoman replay " + ShellWord(settings.scenario) + " --run " + std::to_string(run) +
         " --seed " + std::to_string(settings.seed) + VariantWords(settings);
}

std::string PlayingCommand(const RunSettings& settings, const std::string& moves_file) {
  return "dragoman play " + ShellWord(settings.scenario) + " --moves " + ShellWord(moves_file) +
         VariantWords(settings);
}

}  // namespace dragoman

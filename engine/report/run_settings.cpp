#include "engine/report/run_settings.h"

namespace dragoman {

std::string ReproducingCommand(const RunSettings& settings) {
  std::string command = "dragoman run " + ShellWord(settings.scenario) + " --runs " +
                        std::to_string(settings.runs) + " --seed " + std::to_string(settings.seed);
  if (!settings.tier.empty()) command += " --tier " + ShellWord(settings.tier);
  for (const std::string& setting : settings.settings) command += " --set " + ShellWord(setting);
  for (const std::string& name : settings.without) command += " --without " + ShellWord(name);
  if (settings.without_reported_outcomes) command += " --without-reported-outcomes";
  if (settings.ablate) command += " --ablate";
  return command;
}

}  // namespace dragoman

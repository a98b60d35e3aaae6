#include <string>

#include "engine/io/genius_export.h"
#include "engine/worth/scenario_sitting.h"

namespace dragoman {

GeniusFiles ExportScenario(const CompiledScenario& scenario) {
  const ScenarioSitting sitting = SittingOf(scenario);
  std::vector<std::string> notes = {"Scenario " + scenario.source.id + ", tier " + scenario.tier +
                                    ", written by dragoman export."};
  for (const std::string& what : sitting.lost) notes.push_back("Not in this file: " + what + ".");
  notes.insert(notes.end(), sitting.legend.begin(), sitting.legend.end());
  GeniusFiles files = ExportGenius(sitting.domain, sitting.utilities, notes);
  files.domain.lost.insert(files.domain.lost.end(), sitting.lost.begin(), sitting.lost.end());
  return files;
}

}  // namespace dragoman

#include "engine/apps/cli/command.h"
#include "engine/apps/cli/negotiation_argument.h"
#include "engine/experiments/thread_executor.h"
#include "engine/report/analysis_text.h"

namespace dragoman {
namespace {

int AnalyzeNegotiation(const Arguments& arguments, Console* console) {
  const PreparedDomain prepared = LoadNegotiationArgument(arguments);
  ThreadExecutor executor(static_cast<int>(arguments.Number("threads", 0, 1, 1024)));
  std::vector<const UtilityFunction*> utilities;
  utilities.reserve(prepared.utilities.size());
  for (const auto& utility : prepared.utilities) utilities.push_back(utility.get());
  const UtilityProfile profile{std::span<const UtilityFunction* const>(utilities)};
  const bool json = arguments.Has("json");
  if (NegmasPreset(arguments)) {
    const NegmasAnalysis analysis = AnalyzeAsNegmas(profile, {}, &executor);
    console->out << (json ? JsonText(NegmasAnalysisJson(prepared, analysis), -1) + "\n"
                          : NegmasAnalysisText(prepared, analysis, console->style));
    return kExitDone;
  }
  const SpaceAnalysis analysis = Analyze(profile, {}, &executor);
  console->out << (json ? JsonText(AnalysisJson(prepared, analysis), -1) + "\n"
                        : AnalysisText(prepared, analysis, console->style));
  return kExitDone;
}

}  // namespace

Command AnalyzeCommand() {
  Command command;
  command.name = "analyze";
  command.arguments = "DOMAIN PROFILE PROFILE... | SCENARIO [options]";
  command.summary = "the Pareto frontier and every solution point of a negotiation";
  command.details =
      "DOMAIN and PROFILEs are files of GENIUS XML or GeniusWeb JSON, a profile per party. Of a "
      "SCENARIO the two principals are analysed, with the additive utilities of the deterministic "
      "derivation; what that leaves out (red lines among it) is said.\n"
      "\n"
      "--json prints one object: pareto_n, pareto_utils, pareto_outcomes (over all outcomes, "
      "descending), nash, kalai (egalitarian: largest smallest gain), ks (Kalai-Smorodinsky), "
      "max_welfare, max_relative_welfare (lists of {utils, outcome}), opposition, rational_low and "
      "rational_high (bounds of the number of outcomes that nobody would refuse), guarantee "
      "(exact, epsilon, supported, sampled) with epsilon, utility_ranges. Gains are over the "
      "reservation values.\n"
      "\n"
      "--preset negmas: the frontier of individually rational outcomes; gains from the larger of "
      "reservation value and least utility; ks the point with the most equal shares of the largest "
      "gain; max_relative_welfare counts from the least utility; opposition is the least distance "
      "of (u_i / max_i) from 1.";
  command.examples =
      "  dragoman analyze domain.xml a.xml b.xml\n"
      "  dragoman analyze domain.xml a.xml b.xml --scale genius --json\n"
      "  dragoman analyze two-towns\n";
  command.least_arguments = 1;
  command.most_arguments = 1000;
  command.options = NegotiationOptions();
  command.options.push_back(
      {"threads", "T", "threads; default one per core; never changes a result"});
  command.options.push_back({"json", "", "print JSON instead of text"});
  command.run = AnalyzeNegotiation;
  return command;
}

}  // namespace dragoman

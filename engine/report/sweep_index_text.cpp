#include <algorithm>
#include <cmath>

#include "engine/report/internal/sweep_parts.h"

namespace dragoman::internal {
namespace {

constexpr int kIndexBar = 24;
constexpr std::size_t kMostPairs = 10;

std::string SweepHeading(const SweepPage& page, const std::string& text) {
  return "\n" + Heading(page.name() + ": " + text, page.style);
}

std::string ConstantText(const SweepPage& page) {
  return Wrap(page.name() + " never varies over these points: the indices say nothing.", "  ",
              page.style.width);
}

/// The largest interactions.
std::string PairText(const SweepPage& page, const SobolIndices& sobol) {
  std::vector<double> shares;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t j = 0; j < sobol.factors; ++j) {
    for (std::size_t k = j + 1; k < sobol.factors; ++k) {
      shares.push_back(sobol.SecondOrder(j, k));
      pairs.emplace_back(j, k);
    }
  }
  TextTable table({false, true, false});
  table.AddRow({"", "S2", ""});
  const std::vector<std::size_t> order = LargestFirst(shares);
  for (std::size_t n = 0; n < std::min(order.size(), kMostPairs); ++n) {
    const auto [j, k] = pairs[order[n]];
    table.AddRow({page.Parameter(j) + " x " + page.Parameter(k),
                  WithHalfWidth(shares[order[n]], sobol.s2_conf, j * sobol.factors + k, page.style),
                  Bar(std::max(0.0, shares[order[n]]), kIndexBar, page.style)});
  }
  return table.Text() + (order.size() > kMostPairs
                             ? "  (the largest " + std::to_string(kMostPairs) + " of " +
                                   std::to_string(order.size()) + " pairs)\n"
                             : "");
}

std::string SobolSection(const SweepPage& page) {
  const SobolIndices& sobol = *page.analysis.sobol;
  std::string text = SweepHeading(page, "Sobol' indices, shares of the variance over the ranges");
  if (sobol.constant) return text + ConstantText(page);
  TextTable table({false, true, true, false});
  table.AddRow({"", "S1 alone", "ST with interactions", "ST"});
  for (const std::size_t k : LargestFirst(sobol.st)) {
    table.AddRow({page.Parameter(k), WithHalfWidth(sobol.s1[k], sobol.s1_conf, k, page.style),
                  WithHalfWidth(sobol.st[k], sobol.st_conf, k, page.style),
                  Bar(std::clamp(sobol.st[k], 0.0, 1.0), kIndexBar, page.style)});
  }
  text += table.Text();
  if (!sobol.s2.empty() && sobol.factors > 1) text += PairText(page, sobol);
  double sum = 0;
  for (const double s1 : sobol.s1) sum += s1;
  std::string words = "The S1 sum to " + Fixed(sum, 2) +
                      ": what is missing to 1 is interaction (or noise). " +
                      std::to_string(sobol.base_points) + " base points";
  if (!sobol.st_conf.empty()) {
    words += "; 95 % intervals of " + std::to_string(page.report.options.resamples) + " resamples";
  }
  return text + Wrap(words + ".", "  ", page.style.width);
}

std::string MorrisSection(const SweepPage& page) {
  const MorrisEffects& morris = *page.analysis.morris;
  std::string text =
      SweepHeading(page, "elementary effects (Morris), change over a whole range of one parameter");
  if (morris.constant) return text + ConstantText(page);
  const double most = *std::max_element(morris.mu_star.begin(), morris.mu_star.end());
  TextTable table({false, true, true, true, false, false});
  table.AddRow({"", "mu*", "mu", "sigma", "mu*", "sigma / mu*"});
  for (const std::size_t k : LargestFirst(morris.mu_star)) {
    const double share = most > 0 ? morris.mu_star[k] / most : 0;
    table.AddRow({page.Parameter(k),
                  WithHalfWidth(morris.mu_star[k], morris.mu_star_conf, k, page.style),
                  Fixed(morris.mu[k], 3), Fixed(morris.sigma[k], 3),
                  PadRight(Bar(share, kIndexBar, page.style), kIndexBar),
                  MorrisWords(morris.mu_star[k], morris.sigma[k])});
  }
  return text + table.Text() +
         Wrap(
             "mu*: mean size of the effect; mu: with its sign; sigma: how much it differs from "
             "place to place. " +
                 std::to_string(morris.trajectories) + " trajectories.",
             "  ", page.style.width);
}

std::string EfastSection(const SweepPage& page) {
  const EfastIndices& efast = *page.analysis.efast;
  std::string text = SweepHeading(page, "extended FAST, shares of the variance over the ranges");
  TextTable table({false, true, true, false});
  table.AddRow({"", "S1 alone", "ST with interactions", "ST"});
  for (const std::size_t k : LargestFirst(efast.st)) {
    table.AddRow({page.Parameter(k), Fixed(efast.s1[k], 3),
                  Fixed(efast.st[k], 3) + (efast.constant[k] != 0 ? " (never varies)" : ""),
                  Bar(std::clamp(efast.st[k], 0.0, 1.0), kIndexBar, page.style)});
  }
  return text + table.Text() +
         Wrap(std::to_string(efast.curve_points) +
                  " points a parameter. Noise of the replicates counts as interaction: it raises "
                  "every ST.",
              "  ", page.style.width);
}

}  // namespace

std::string IndexSections(const SweepPage& page) {
  std::string text;
  if (page.analysis.sobol) text += SobolSection(page);
  if (page.analysis.morris) text += MorrisSection(page);
  if (page.analysis.efast) text += EfastSection(page);
  return text;
}

}  // namespace dragoman::internal

#include "engine/report/text_page.h"

namespace dragoman {

std::string Number(double x) {
  int decimals = 2;
  while (decimals < 4 && x != 0 && Fixed(x, decimals) == Fixed(0, decimals)) ++decimals;
  const std::string text = Fixed(x, decimals);
  return text == Fixed(0, decimals) ? Fixed(0, 2) : text;
}

std::string JoinWords(const std::vector<std::string>& items, std::string_view word) {
  std::string text;
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (k > 0 && k + 1 < items.size()) text += ", ";
    if (k > 0 && k + 1 == items.size()) text += " " + std::string(word) + " ";
    text += items[k];
  }
  return text;
}

void TextPage::Put(std::size_t indent, std::string_view text) {
  std::string line(indent, ' ');
  bool empty = true;
  for (std::size_t from = 0; from < text.size();) {
    if (text[from] == ' ') {
      ++from;
      continue;
    }
    std::size_t to = text.find(' ', from);
    if (to == std::string_view::npos) to = text.size();
    const std::string_view word = text.substr(from, to - from);
    if (!empty && TextWidth(line) + 1 + TextWidth(word) > width_) {
      text_ += line + "\n";
      line.assign(indent + 2, ' ');
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
    from = to;
  }
  if (!empty) text_ += line + "\n";
}

void TextPage::Gap() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

}  // namespace dragoman
